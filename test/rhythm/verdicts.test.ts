import fc from 'fast-check';
import { expect, it } from 'vitest';

import { eventKinds } from '../../app/contract/rhythm.ts';
import { dismissedIntervals, eventId, otherName, parseEventId, readVerdicts } from '../../app/rhythm/verdicts.ts';

it('the name of an event says its kind and its place, whatever they are', () => {
  fc.assert(
    fc.property(fc.constantFrom(...eventKinds), fc.nat(2 ** 31 - 2), (kind, sample) => {
      expect(parseEventId(eventId(kind, sample))).toEqual({ kind, sample });
    }),
  );
});

it('anything else names none', () => {
  for (const id of ['', 'pause', 'pause-', 'pause-x', 'nap-12', '-12']) expect(parseEventId(id), id).toBeNull();
});

it('kept verdicts that are damaged are passed over', () => {
  const verdicts = readVerdicts([
    ['escape-12', 'dismissed'],
    ['escape-13', 'perhaps'],
    ['nonsense', 'accepted'],
  ]);
  expect([...verdicts]).toEqual([['escape', new Map([[12, 'dismissed']])]]);
});

it('what is dismissed as a pause is dismissed as the longest interval, and the other way round', () => {
  const verdicts = readVerdicts([
    ['pause-1', 'dismissed'],
    ['longest-rr-2', 'dismissed'],
    ['pause-3', 'accepted'],
    ['pause-4', 'dismissed'],
    ['longest-rr-4', 'accepted'],
  ]);
  expect(verdicts.get('pause')?.get(2)).toBe('dismissed');
  expect(dismissedIntervals(verdicts)).toEqual(new Set([2, 1]));
  expect([otherName('pause-1'), otherName('longest-rr-2'), otherName('escape-3')]).toEqual([
    'longest-rr-1',
    'pause-2',
    null,
  ]);
});
