import fc from 'fast-check';
import { expect, test } from 'vitest';

import { verifyChecksums } from '../../../app/formats/wfdb/checksums.ts';
import { encodeRecord } from '../../../app/formats/wfdb/encode-record.ts';
import { openWfdb } from '../../../app/formats/wfdb/open.ts';
import { folderOf } from './folder-in-memory.ts';

const value = fc.integer({ min: -2047, max: 2047 });
const frame = fc.tuple(value, value, value);

test('a record encoded in blocks of any length reads back, with right checksums and initial values', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(frame, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
      async (blocks) => {
        const lead = { name: 'I', gain: 200, baseline: 0, resolution: 12 };
        const encoder = encodeRecord({ name: 'x', rate: 360, leads: [lead, lead, lead], comments: ['made up'] });
        const parts = blocks.map((block) => encoder.add(Int32Array.from(block.flat())));
        const { rest, header } = encoder.finish();
        const folder = folderOf({ 'x.hea': header, 'x.dat': new Uint8Array(Buffer.concat([...parts, rest])) });
        const recording = await openWfdb(folder, 'x');
        const frames = blocks.flat();
        const samples = await recording.read([0, 1, 2], 0, frames.length);
        expect(samples.map((values) => [...values])).toEqual(
          [0, 1, 2].map((index) => frames.map((values) => values[index])),
        );
        expect([recording.warnings, recording.comments]).toEqual([[], ['made up']]);
        for (const { announced, computed } of await verifyChecksums(folder, 'x')) expect(computed).toBe(announced);
      },
    ),
  );
});
