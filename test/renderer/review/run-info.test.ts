import { expect, test, vi } from 'vitest';

import { useRunInfo } from '../../../renderer/review/run-info.ts';
import { useSession } from '../../../renderer/stores/session.ts';
import { describeSample } from '../../support/sample/results.ts';
import { sampleRecordings } from '../../support/sample/recordings.ts';
import { linkedCore } from '../linked-core.ts';

const rows = sampleRecordings().map((recording) => recording.row);

test('what a run says is never shown for another recording', async () => {
  const held = Promise.withResolvers<void>();
  linkedCore({
    'analysis.describe': async ({ sessionId }) => {
      if (sessionId === rows[2]!.sessionId) await held.promise;
      return { run: describeSample(rows.find((row) => row.sessionId === sessionId)!) };
    },
  });
  const info = useRunInfo();
  const session = useSession();
  await session.open('sample-05');
  await vi.waitFor(() => expect(info.run?.drift?.unlike).toBe(true));
  await session.open('sample-03');
  await vi.waitFor(() => expect(info.run).toBeNull());
  await session.open('sample-01');
  held.resolve();
  await vi.waitFor(() => expect(info.run?.beats).toBe('atr'));
  expect(info.unreadable).toEqual([]);
});

test('an operating point that was moved is told by the next description', async () => {
  linkedCore();
  const info = useRunInfo();
  await useSession().open('sample-03');
  await vi.waitFor(() => expect(info.run?.strength).toEqual({ chosen: 1, recommended: 1 }));
  expect(await info.preview(0.5, new AbortController().signal)).toMatchObject({ changed: 20 });
  await info.decide(0.5);
  expect(info.run?.strength).toEqual({ chosen: 0.5, recommended: 1 });
});
