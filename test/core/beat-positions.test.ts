import { describe, expect, it } from 'vitest';

import { beatSource } from '../../app/core/beat-positions.ts';
import { openRecordingAt } from '../../app/files/folder.ts';
import { databaseFolder } from '../support/databases.ts';

const mitdb = databaseFolder('mitdb');
const { signal } = new AbortController();

describe.skipIf(mitdb === null)('beats of an annotation file (MIT-BIH, CALIPER_DATA)', () => {
  it('have their signal judged by the detector, and what the file’s noise marks call unreadable is unreadable', async () => {
    const recording = await openRecordingAt(`${mitdb}/208.hea`);
    const source = await beatSource(recording, 'ec57', { from: 'file', signal });
    expect(source.detection()).toBeNull();
    let beats = 0;
    for await (const part of source.parts) beats += part.samples.length;
    expect(beats).toBe(2955);
    const detection = source.detection();
    expect(detection?.quality.length).toBe(Math.ceil(recording.frames / recording.rate));
    // No QRS can be seen at 00:21:10 of this record: the file says so, and the gap of 3.1 s there is no pause.
    const noise = (21 * 60 + 12) * recording.rate;
    expect(detection?.unreadable.some(({ from, to }) => from <= noise && noise < to)).toBe(true);
  });
});
