import { clinicalFeatures } from '../beat/clinical/features.ts';
import { factKinds, type FactKind } from '../contract/queue.ts';

/** What the model knows of a beat beside its trace, and how much the decision hung on it. */
export interface Fact {
  readonly kind: FactKind;
  /** Milliseconds, percent or correlation by the kind; see factKinds. */
  readonly value: number | null;
  readonly reference: number | null;
  readonly share: number;
}

/** Numbers of the clinical row by what they are about; those not named here are about the intervals around. */
const kindOfName: Readonly<Record<string, FactKind>> = {
  'pre/previous': 'rr-before',
  'next/post': 'rr-after',
  'previous/mean': 'rr-around',
  mean: 'rr-around',
};

/** Factors and the usual interval of `beat/clinical/rhythm.ts`, turned round. */
const scale = 3;
const changeScale = 10;
const usualMilliseconds = 800;

/**
 * The numbers of a clinical row in words' units, with the share of each kind in a decision.
 *
 * @param features the numbers, in the order of clinicalFeatures
 * @param shares of each in the decision, any sign
 */
export function factsOf(features: Float32Array, shares: Float64Array): Fact[] {
  const sums = new Map<FactKind, number>(factKinds.map((kind) => [kind, 0]));
  clinicalFeatures.forEach((name, index) => {
    const kind = kindOf(name);
    sums.set(kind, sums.get(kind)! + shares[index]!);
  });
  const at = (name: string) => features[clinicalFeatures.indexOf(name)]!;
  const interval = (name: string) => usualMilliseconds * Math.exp(at(name) / scale);
  const mean = interval('mean');
  const ratio = (name: string) => Math.exp(at(name) / scale);
  const likeness = (what: string) => {
    const value = at(`first ${what} like usual`);
    // A lead that is absent has zeros throughout.
    return at('first QRS difference') === 0 && value === 0 ? null : Math.min(1, 1.02 - Math.exp(-value));
  };
  const values: Record<FactKind, [number | null, number | null]> = {
    'rr-before': [interval('pre'), mean],
    'rr-after': [interval('post'), mean],
    'rr-around': [
      (mean * (ratio('RR-2/mean') + ratio('RR-1/mean') + ratio('RR+2/mean') + ratio('RR+3/mean'))) / 4,
      mean,
    ],
    irregularity: [(at('change of 21') / changeScale) * 100, null],
    qrs: [likeness('QRS'), null],
    'p-wave': [likeness('P'), null],
  };
  return factKinds.map((kind) => ({
    kind,
    value: values[kind][0],
    reference: values[kind][1],
    share: sums.get(kind)!,
  }));
}

function kindOf(name: string): FactKind {
  const known = kindOfName[name];
  if (known) return known;
  if (/^(first|second) /.test(name)) return /\bP\b/.test(name) ? 'p-wave' : 'qrs';
  if (name.startsWith('pre')) return 'rr-before';
  if (name.startsWith('post')) return 'rr-after';
  return /^(deviation|change|irregularity)/.test(name) ? 'irregularity' : 'rr-around';
}
