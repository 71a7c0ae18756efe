import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openStore } from '../../app/store/open-store.ts';
import type { Store } from '../../app/store/store.ts';
import { addAnalysed, newRecording, newRun, someBeats, temporaryFolder } from '../support/store-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(join(folder.path, 'caliper.db'));
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

describe('a window of beats', () => {
  it('holds what was appended, across the borders of chunks', async () => {
    const beats = someBeats(10_000);
    const session = await addAnalysed(store, 'a', beats);
    for (const [first, end] of [
      [0, 10_000],
      [4_090, 4_100],
      [4_096, 8_192],
      [8_191, 8_193],
      [9_999, 10_000],
    ] as const) {
      const window = await store.readBeats(session, beats.samples[first]!, beats.samples[end - 1]! + 1);
      expect(window.firstIndex).toBe(first);
      expect(window.samples).toEqual(beats.samples.slice(first, end));
      expect(window.labels).toEqual(beats.labels.slice(first, end));
      expect(window.probabilities).toEqual(beats.probabilities.slice(first * 5, end * 5));
      expect(window.fileCodes).toEqual(beats.fileCodes.slice(first, end));
      expect(window.sources).toEqual(new Uint8Array(end - first));
    }
  });

  it('begins with the beat at its start and ends before the beat at its end', async () => {
    const beats = someBeats(10);
    const session = await addAnalysed(store, 'a', beats);
    const window = await store.readBeats(session, beats.samples[3]!, beats.samples[5]!);
    expect([...window.samples]).toEqual([beats.samples[3], beats.samples[4]]);
  });

  it('is empty between two beats, before the first analysis and beyond the end', async () => {
    const beats = someBeats(10);
    const session = await addAnalysed(store, 'a', beats);
    expect((await store.readBeats(session, beats.samples[3]! + 1, beats.samples[4]!)).samples).toHaveLength(0);
    expect((await store.readBeats(session, 2 ** 30, 2 ** 31 - 2)).samples).toHaveLength(0);
    await store.addRecording(newRecording('b'));
    expect(await store.readBeats('session-b', 0, 1000)).toMatchObject({ firstIndex: 0, samples: new Int32Array(0) });
  });

  it('is refused when it holds more than 50,000 beats', async () => {
    const beats = someBeats(60_000);
    const session = await addAnalysed(store, 'a', beats);
    await expect(store.readBeats(session, 0, 2 ** 31 - 2)).rejects.toMatchObject({ code: 'too-large' });
    expect((await store.readBeats(session, 0, beats.samples[50_000]!)).samples).toHaveLength(50_000);
    await expect(store.readBeats(session, 0, beats.samples[50_000]! + 1)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('says that labels come from the file when no model was used', async () => {
    await store.addRecording(newRecording('a'));
    await store.beginRun({ ...newRun('run', 'a'), model: null });
    await store.appendBeats('run', someBeats(3));
    await store.finishRun('run', null, 0);
    expect([...(await store.readBeats('session-a', 0, 10_000)).sources]).toEqual([1, 1, 1]);
  });
});

describe('the overview', () => {
  it('gives beats a minute and beats per class in equal stretches of the recording', async () => {
    await store.addRecording(newRecording('a', 3600));
    await store.beginRun(newRun('run', 'a'));
    await store.appendBeats('run', {
      // 360 frames a second: one second apart, then half a second apart.
      samples: Int32Array.of(0, 360, 720, 1080, 1800, 1980, 2160, 3599),
      labels: Uint8Array.of(0, 0, 2, 0, 1, 1, 255, 4),
      probabilities: new Uint16Array(40),
      fileCodes: new Uint8Array(8),
      fileClasses: new Uint8Array(8).fill(255),
    });
    await store.finishRun('run', 'cpu', 0);
    const overview = await store.beatOverview('session-a', 4);
    expect(overview.buckets).toBe(4);
    expect([...overview.heartRate]).toEqual([60, NaN, 120, NaN]);
    expect([...overview.counts]).toEqual([2, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('follows a correction and its undoing', async () => {
    const beats = someBeats(5_000);
    const session = await addAnalysed(store, 'a', beats);
    const before = await store.beatOverview(session, 7);
    await store.relabel(session, [...beats.samples], 3, 'R');
    const corrected = await store.beatOverview(session, 7);
    const perBucket = Array.from({ length: 7 }, (_, bucket) => [...corrected.counts.slice(bucket * 5, bucket * 5 + 5)]);
    expect(perBucket.map(([n, s, v, , q]) => [n, s, v, q])).toEqual(perBucket.map(() => [0, 0, 0, 0]));
    expect(perBucket.reduce((sum, counts) => sum + counts[3]!, 0)).toBe(5_000);
    await store.undo(session, 'R');
    expect(await store.beatOverview(session, 7)).toEqual(before);
  });

  it('is empty before the first analysis', async () => {
    await store.addRecording(newRecording('a'));
    const overview = await store.beatOverview('session-a', 3);
    expect([...overview.heartRate]).toEqual([NaN, NaN, NaN]);
    expect([...overview.counts]).toEqual(new Array(15).fill(0));
  });
});

describe('beats that do not belong together', () => {
  const good = someBeats(3);

  it.each([
    ['columns of different length', { ...good, labels: new Uint8Array(2) }],
    ['too few probabilities', { ...good, probabilities: new Uint16Array(14) }],
    ['positions that do not ascend', { ...good, samples: Int32Array.of(5, 5, 6) }],
    ['a negative position', { ...good, samples: Int32Array.of(-1, 5, 6) }],
    ['a label that does not exist', { ...good, labels: Uint8Array.of(0, 5, 0) }],
    ['a file class that does not exist', { ...good, fileClasses: Uint8Array.of(0, 200, 0) }],
  ])('are refused: %s', async (_, beats) => {
    await store.addRecording(newRecording('a'));
    await store.beginRun(newRun('run', 'a'));
    await expect(store.appendBeats('run', beats)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('are refused when they come before beats already appended', async () => {
    await store.addRecording(newRecording('a'));
    await store.beginRun(newRun('run', 'a'));
    await store.appendBeats('run', good);
    await expect(store.appendBeats('run', good)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
