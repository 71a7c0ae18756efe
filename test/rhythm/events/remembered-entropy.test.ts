import fc from 'fast-check';
import { expect, it } from 'vitest';

import { slidingEntropy } from '../../../app/rhythm/events/irregularity.ts';
import { rememberedEntropy } from '../../../app/rhythm/events/remembered-entropy.ts';
import { inOneGo } from '../../../app/rhythm/work.ts';

const rate = 250;
const interval = fc.tuple(fc.integer({ min: 80, max: 400 }), fc.integer({ min: 0, max: 9 }));
const series = fc.array(interval, { maxLength: 160, size: 'max' });

function columns(intervals: readonly (readonly [number, number])[]) {
  const lengths = Int32Array.from(intervals, ([length]) => length);
  return [lengths, Uint8Array.from(intervals, ([, link]) => (link > 0 ? 1 : 0)), rate] as const;
}

it('what is remembered is what would be worked out anew, after any piece was replaced by another', () => {
  fc.assert(
    fc.property(series, fc.nat(160), fc.nat(20), fc.array(interval, { maxLength: 20 }), (before, at, gone, fresh) => {
      const after = [...before.slice(0, at), ...fresh, ...before.slice(at + gone)];
      const remembered = rememberedEntropy();
      inOneGo(remembered(...columns(before)));
      expect(inOneGo(remembered(...columns(after)))).toEqual(slidingEntropy(...columns(after)));
      expect(inOneGo(remembered(...columns(before)))).toEqual(slidingEntropy(...columns(before)));
    }),
  );
});
