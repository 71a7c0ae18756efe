import fc from 'fast-check';
import { expect, it } from 'vitest';

import { defaultCriteria, eventKinds } from '../../../app/contract/rhythm.ts';
import { findEvents } from '../../../app/rhythm/events/events.ts';
import { anyBeats, found, written } from '../written-beats.ts';

/** Kinds whose events depend on the beats inside and beside them alone. */
const local = eventKinds.filter((kind) => kind !== 'longest-rr' && kind !== 'atrial-fibrillation');

it('a relabelled beat changes no event that it is neither in nor beside, nor one that its pattern may reach', () => {
  fc.assert(
    fc.property(anyBeats, fc.nat(), fc.constantFrom('N', 'S', 'V', 'F', 'Q'), ({ letters, rr }, place, label) => {
      if (letters === '') return;
      const at = place % letters.length;
      const before = written(letters, { rr });
      const after = written(letters.slice(0, at) + label + letters.slice(at + 1), { rr });
      for (const kind of local) {
        // Patterns are looked for from the left, so a change may shift all cycles up to the next beat that breaks them.
        const apart = ([first, last]: [number, number]) =>
          last < at - 1 || (first > at + 1 && /[QS-]|[VF]{2}|NNN/.test(letters.slice(at + 1, first)));
        const kept = found(before, kind).filter(apart);
        expect(found(after, kind), kind).toEqual(expect.arrayContaining(kept));
      }
    }),
  );
});

it('every kind is there, in its order, with events in order of time', () => {
  fc.assert(
    fc.property(anyBeats, ({ letters, rr }) => {
      const events = findEvents(written(letters, { rr }), defaultCriteria);
      expect([...events.keys()]).toEqual([...eventKinds]);
      for (const { first } of events.values()) expect([...first]).toEqual([...first].sort((a, b) => a - b));
    }),
  );
});

it('a recording without beats has no event', () => {
  for (const { count } of findEvents(written(''), defaultCriteria).values()) expect(count).toBe(0);
});
