import { expect, it } from 'vitest';

import { growingBeats } from '../../app/core/growing-beats.ts';

it('growingBeats keeps positions, codes and classes of many parts together', () => {
  const beats = growingBeats();
  for (let part = 0; part < 50; part++) {
    const samples = Int32Array.from({ length: 300 }, (_, beat) => 1000 * (300 * part + beat));
    beats.append({
      samples,
      fileCodes: new Uint8Array(300).fill(part),
      fileClasses: new Uint8Array(300).fill(255 - part),
    });
  }
  expect(beats.count()).toBe(15_000);
  const { samples, fileCodes, fileClasses } = beats.slice(299, 302);
  expect([...samples]).toEqual([299_000, 300_000, 301_000]);
  expect([...fileCodes]).toEqual([0, 1, 1]);
  expect([...fileClasses]).toEqual([255, 254, 254]);
});
