import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { defaultCriteria, type EventKind } from '../../app/contract/rhythm.ts';
import { openRecordingAt } from '../../app/files/folder.ts';
import { annotatedBeats } from '../../app/rhythm/annotated-beats.ts';
import { findEvents } from '../../app/rhythm/events/events.ts';
import { measureIntervals } from '../../app/rhythm/intervals.ts';
import { summarise } from '../../app/rhythm/summary.ts';
import { databaseFolder } from '../support/databases.ts';

const mitdb = databaseFolder('mitdb');

async function summaryOf(name: string) {
  const recording = await openRecordingAt(join(mitdb ?? '', `${name}.hea`));
  const beats = annotatedBeats(recording, await recording.annotations('atr'));
  const source = { beats, intervals: measureIntervals(beats) };
  const summary = summarise(source, findEvents(source, defaultCriteria), new Map(), defaultCriteria);
  return { ...summary, of: (kind: EventKind) => summary.kinds.find((known) => known.kind === kind) };
}

/** Counts that the pictures of reference/screens show where these were computed from reference annotations. */
describe.skipIf(!mitdb)('events of the MIT-BIH database by its reference annotations', () => {
  it('232: 116 pauses of 2 s or more, the longest 5,872 ms; 176 supraventricular runs, 36 beats, 99 a minute', async () => {
    const found = await summaryOf('232');
    expect(found.of('pause')?.count).toBe(116);
    expect(Math.round(found.longestRr?.ms ?? 0)).toBe(5872);
    expect(found.of('supraventricular-run')).toMatchObject({ count: 176, extreme: { value: 36, unit: 'beats' } });
    expect(found.of('supraventricular-run')?.fastest?.value).toBeCloseTo(99, 0);
    expect(Math.round(found.meanRate ?? 0)).toBe(59);
  });

  it('119: 444 ventricular beats, 22.3 percent; 37 episodes of bigeminy; the longest RR 1,472 ms', async () => {
    const found = await summaryOf('119');
    expect(found.classes).toEqual([1543, 0, 444, 0, 0]);
    expect(found.burdens.ventricular).toBeCloseTo(22.3, 1);
    expect(found.of('ventricular-bigeminy')?.count).toBe(37);
    expect(Math.round(found.longestRr?.ms ?? 0)).toBe(1472);
  });

  it('208: the 3,128 ms at 00:21:10 are left out for noise, and the longest trigeminy has 24 cycles', async () => {
    const found = await summaryOf('208');
    expect(Math.round(found.longestRrLeftOut?.ms ?? 0)).toBe(3128);
    expect(Math.floor((found.longestRrLeftOut?.sample ?? 0) / 360)).toBe(21 * 60 + 10);
    expect(found.pausesLeftOut).toBe(1);
    expect(found.of('pause')?.count).toBe(0);
    expect(found.longestRr?.ms).toBeCloseTo(1089, 0);
    expect(found.of('ventricular-trigeminy')).toMatchObject({ count: 51, extreme: { value: 72 } });
    expect(found.of('ventricular-bigeminy')).toMatchObject({ count: 3, extreme: { value: 6 } });
  });

  it('200: 42 couplets and 7 runs, 5 of them tachycardias', async () => {
    const found = await summaryOf('200');
    const counts = (['ventricular-couplet', 'ventricular-run', 'ventricular-tachycardia'] as const).map(
      (kind) => found.of(kind)?.count,
    );
    expect(counts).toEqual([42, 2, 5]);
  });
});
