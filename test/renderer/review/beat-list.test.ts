import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nextTick } from 'vue';

import { useBeatList, type BeatList } from '../../../renderer/review/beat-list.ts';
import { usePaper } from '../../../renderer/review/paper.ts';
import { useReview } from '../../../renderer/review/review.ts';
import { useSession } from '../../../renderer/stores/session.ts';
import { sampleRecordings } from '../../support/sample/recordings.ts';
import { linkedCore } from '../linked-core.ts';

const [row] = sampleRecordings().map((recording) => recording.row);
const [first, second, third] = sampleRecordings()[0]!.beats.map((beat) => beat.sample);
const wanted: Omit<BeatList, 'beats'> = {
  recordingId: row!.id,
  sessionId: row!.sessionId,
  cell: { kind: 'beat', reference: 'V', shown: 'n' },
  question: { mapping: 'ec57', from: 0 },
  from: 'one',
};

/** What the paper asks of the page that it lies on. */
const page = {
  devicePixelRatio: 1,
  screen: { width: 1600, height: 1000 },
  localStorage: { getItem: () => null },
  matchMedia: () => new EventTarget(),
  addEventListener: () => undefined,
  setTimeout: () => 0,
};

afterEach(() => void vi.unstubAllGlobals());
beforeEach(() => {
  vi.stubGlobal('window', page);
  linkedCore({
    'results.beats': () => ({
      reference: Int32Array.of(first!, second! + 5, third!),
      shown: Int32Array.of(first!, -1, third!),
      until: Int32Array.of(first!, second! + 5, third!),
    }),
  });
});

async function opened() {
  const session = useSession();
  const list = useBeatList();
  usePaper().resize(1000);
  await session.open(row!.id);
  await list.open(wanted);
  await nextTick();
  return { list, review: useReview(), paper: usePaper() };
}

test('the first beat of a list is selected and in view, and the next key goes to the next', async () => {
  const { list, review } = await opened();
  expect([...review.selection.samples]).toEqual([first]);
  expect(list.step(1)).toBe(true);
  expect(list.step(1)).toBe(true);
  expect([...review.selection.samples]).toEqual([third]);
  expect(list.step(1)).toBe(false);
  expect(list.at).toBe(2);
});

test('a beat that was missed selects nothing, and is marked where the reference has it', async () => {
  const { list, review } = await opened();
  list.step(1);
  expect(list.isMissed).toBe(true);
  expect([...review.selection.samples]).toEqual([]);
  expect([...list.missed]).toEqual([second! + 5]);
});

test('a list that was opened before its recording shows its first beat when that is there', async () => {
  const session = useSession();
  const list = useBeatList();
  usePaper().resize(1000);
  await list.open(wanted);
  expect(list.here).toBeNull();
  await session.open(row!.id);
  await vi.waitFor(() => expect([...useReview().selection.samples]).toEqual([first]));
  expect(list.here).not.toBeNull();
});

test('a list waits while another recording is open, and goes when it is closed', async () => {
  const { list } = await opened();
  await useSession().open('sample-02');
  expect(list.here).toBeNull();
  expect(list.missed).toHaveLength(0);
  await useSession().open(row!.id);
  expect(list.here).not.toBeNull();
  list.close();
  expect(list.here).toBeNull();
});
