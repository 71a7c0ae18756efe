import { describe, expect, test } from 'vitest';

import { clinicalFeatures } from '../../app/beat/clinical/features.ts';
import { rhythmOf, writeRhythm } from '../../app/beat/clinical/rhythm.ts';
import { factsOf } from '../../app/review/facts.ts';

describe('the facts of a clinical row', () => {
  test('give the intervals back in milliseconds, with the mean of the half hour', () => {
    const seconds = Float64Array.from({ length: 60 }, (_, beat) => beat * 0.9 - (beat === 30 ? 0.3 : 0));
    const features = new Float32Array(60 * clinicalFeatures.length);
    writeRhythm(rhythmOf(seconds, 0, 60), features, clinicalFeatures.length);
    const row = features.subarray(30 * clinicalFeatures.length, 31 * clinicalFeatures.length);
    const facts = factsOf(row, new Float64Array(clinicalFeatures.length));
    const of = (kind: string) => facts.find((fact) => fact.kind === kind)!;
    expect(of('rr-before').value).toBeCloseTo(600, 2);
    expect(of('rr-after').value).toBeCloseTo(1200, 2);
    expect(of('rr-before').reference).toBeCloseTo(900, 0);
    expect(of('qrs').value).toBeNull();
  });

  test('share out every number of the row, each to one kind', () => {
    const shares = Float64Array.from(clinicalFeatures, () => 1);
    const facts = factsOf(new Float32Array(clinicalFeatures.length), shares);
    expect(facts.reduce((sum, { share }) => sum + share, 0)).toBe(clinicalFeatures.length);
  });
});
