import { afterEach, expect, test, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';

import type { ResultsQuestion } from '../../../app/contract/results.ts';
import { CaliperError } from '../../../app/contract/errors.ts';
import { useResults, type Subject } from '../../../renderer/results/use-results.ts';
import { linkedCore, type LinkedCore } from '../linked-core.ts';

let scope = effectScope();
afterEach(() => {
  scope.stop();
  scope = effectScope();
});

function asking(over: Parameters<typeof linkedCore>[0], first: Subject | null) {
  const linked: LinkedCore = linkedCore(over);
  const subject = ref<Subject | null>(first);
  const question = ref<ResultsQuestion>({ mapping: 'ec57', from: 300 });
  const shown = linked.app.runWithContext(() => scope.run(() => useResults(subject, question, ref('light'))))!;
  return { ...linked, ...shown, subject, question };
}

test('the results of one recording are never shown for another', async () => {
  const held = Promise.withResolvers<void>();
  const { comparison, subject, figures } = asking(
    {
      'results.compare': async ({ sessionId }) => {
        if (sessionId === 'session-sample-02') await held.promise;
        return { comparison: null };
      },
    },
    { sessionId: 'session-sample-01' },
  );
  await vi.waitFor(() => expect(comparison.value).toBe('none'));
  subject.value = { sessionId: 'session-sample-02' };
  await nextTick();
  expect([comparison.value, figures.value]).toEqual([null, []]);
  held.resolve();
  await vi.waitFor(() => expect(comparison.value).toBe('none'));
});

test('another mapping asks again, and the figures follow', async () => {
  const { comparison, figures, question } = asking({}, { sessionId: 'session-sample-03' });
  const mappingShown = () => (comparison.value === 'none' ? null : (comparison.value?.question.mapping ?? null));
  await vi.waitFor(() => expect(mappingShown()).toBe('ec57'));
  question.value = { mapping: 'aami', from: 300 };
  await vi.waitFor(() => expect(mappingShown()).toBe('aami'));
  await vi.waitFor(() => expect(figures.value.map(({ name }) => name)).toContain('classes'));
});

test('a failure is said, and the next answer takes it back', async () => {
  let broken = true;
  const { failure, overall, read } = asking(
    {
      'results.overall': (question) => {
        if (broken) throw new CaliperError('damaged-file', '100.atr, byte 4: it ends early.');
        return { question, records: [], gross: null, average: null, leftOut: [], text: '' };
      },
    },
    { sessionId: null },
  );
  await vi.waitFor(() => expect(failure.value).toContain('it ends early'));
  broken = false;
  await read();
  expect(failure.value).toBe('');
  expect(overall.value?.records).toEqual([]);
});

test('nothing is asked before it is known which session is meant', async () => {
  const { calls, subject } = asking({}, null);
  await nextTick();
  expect(calls).not.toContain('results.compare');
  subject.value = { sessionId: 'session-sample-01' };
  await vi.waitFor(() => expect(calls).toContain('results.compare'));
});
