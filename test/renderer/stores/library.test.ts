import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { isUnder, matches, useLibrary } from '../../../renderer/stores/library.ts';
import { linkedCore } from '../linked-core.ts';
import { sampleRecordings } from '../../support/sample/recordings.ts';

const rows = sampleRecordings().map((recording) => recording.row);
const paced = rows.find((row) => row.id === 'sample-07')!;

describe('which recordings the library shows', () => {
  test('a recording that needs attention is under Attention and under its own state', () => {
    expect(isUnder('attention', paced)).toBe(true);
    expect(isUnder('new', paced)).toBe(true);
    expect(isUnder('in-review', paced)).toBe(false);
  });

  test('every typed word must occur, in any case and any order', () => {
    expect(matches(paced, 'PACED sample-07')).toBe(true);
    expect(matches(paced, 'paced nobody')).toBe(false);
    expect(matches(paced, '')).toBe(true);
  });

  test('leads and header comments are searched too', () => {
    expect(matches(paced, 'mlii')).toBe(true);
    expect(matches(paced, 'invented')).toBe(true);
  });
});

describe('the list follows the core', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  async function opened() {
    const linked = linkedCore({ 'library.read': () => ({ ...paced, corrected: 7 }) });
    const library = useLibrary();
    await vi.advanceTimersByTimeAsync(0);
    expect(library.state).toBe('ready');
    linked.calls.length = 0;
    return { ...linked, library };
  }

  test('a burst of corrections asks once, for the row of its recording', async () => {
    const { emit, calls, library } = await opened();
    for (let key = 0; key < 5; key += 1) {
      emit('beats.changed', { sessionId: paced.sessionId, from: key, until: key });
      emit('library.changed', { recordingId: paced.id });
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls).toEqual(['library.read']);
    expect(library.rows.find((row) => row.id === paced.id)?.corrected).toBe(7);
    expect(library.rows).toHaveLength(rows.length);
  });

  test.each([
    ['a recording that is not in the list yet', ['new']],
    ['two recordings', ['sample-01', 'sample-02']],
    ['any recording', [null]],
  ])('a change of %s asks for the list, once', async (_what, ids) => {
    const { emit, calls } = await opened();
    for (const recordingId of ids) emit('library.changed', { recordingId });
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls).toEqual(['library.list']);
  });
});
