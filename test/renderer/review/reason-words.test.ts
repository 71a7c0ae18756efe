import { describe, expect, test } from 'vitest';

import { strongest, weightyFacts } from '../../../renderer/review/reason-words.ts';

const fact = (
  kind: 'rr-before' | 'rr-after' | 'qrs' | 'p-wave' | 'irregularity',
  share: number,
  value: number | null = 1,
) => ({
  kind,
  value,
  reference: null,
  share,
});

describe('the words of reasons', () => {
  test('tell the four heaviest facts, whichever class they speak for, and none that is not known', () => {
    const facts = [
      fact('rr-before', 0.02),
      fact('rr-after', -0.3),
      fact('qrs', 0.1),
      fact('p-wave', 0.5, null),
      fact('irregularity', 0.005),
    ];
    expect(weightyFacts(facts).map(({ kind }) => kind)).toEqual(['rr-after', 'qrs', 'rr-before']);
  });

  test('say where the trace spoke most for either class, in milliseconds from R', () => {
    const saliency = Float32Array.of(0, 0.2, -0.4, 0.1);
    const lead = { name: 'MLII', fromMs: -20, stepMs: 10, values: new Float32Array(4), saliency };
    expect(strongest(lead)).toEqual([-10, 0]);
    expect(strongest({ ...lead, saliency: new Float32Array(4) })).toEqual([null, null]);
  });
});
