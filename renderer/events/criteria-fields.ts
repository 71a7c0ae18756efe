import type { Criteria } from '../../app/contract/rhythm.ts';

export type CriteriaGroup = keyof Criteria;
type Words = 'milliseconds' | 'below' | 'above' | 'seconds' | 'beats' | 'rate' | 'cycles' | 'percent' | 'irregularity';
type Unit = 'ms' | 's' | 'perMinute' | 'beats' | 'cycles' | 'percent' | 'none';

/** One number of the criteria: where it is, what it is called, its bounds as the contract has them. */
export interface CriterionField {
  readonly group: CriteriaGroup;
  readonly name: string;
  readonly words: Words;
  readonly unit: Unit;
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

function field(
  group: CriteriaGroup,
  name: string,
  words: Words,
  unit: Unit,
  [least, most, step]: readonly [number, number, number],
): CriterionField {
  return { group, name, words, unit, least, most, step };
}

/** In the order of the dialog. */
export const criterionFields: readonly CriterionField[] = [
  field('pause', 'milliseconds', 'milliseconds', 'ms', [500, 30_000, 100]),
  field('escape', 'milliseconds', 'milliseconds', 'ms', [500, 30_000, 100]),
  field('bradycardia', 'rate', 'below', 'perMinute', [20, 150, 1]),
  field('bradycardia', 'seconds', 'seconds', 's', [1, 3600, 1]),
  field('tachycardia', 'rate', 'above', 'perMinute', [50, 300, 1]),
  field('tachycardia', 'seconds', 'seconds', 's', [1, 3600, 1]),
  field('ventricularTachycardia', 'beats', 'beats', 'beats', [3, 100, 1]),
  field('ventricularTachycardia', 'rate', 'above', 'perMinute', [40, 300, 1]),
  field('supraventricularTachycardia', 'beats', 'beats', 'beats', [3, 100, 1]),
  field('supraventricularTachycardia', 'rate', 'above', 'perMinute', [40, 300, 1]),
  field('bigeminy', 'cycles', 'cycles', 'cycles', [2, 100, 1]),
  field('trigeminy', 'cycles', 'cycles', 'cycles', [2, 100, 1]),
  field('couplet', 'rate', 'rate', 'perMinute', [0, 300, 1]),
  field('prematurity', 'percent', 'percent', 'percent', [0, 80, 1]),
  field('atrialFibrillation', 'seconds', 'seconds', 's', [5, 3600, 5]),
  field('atrialFibrillation', 'irregularity', 'irregularity', 'none', [-3, 1, 0.05]),
];

export const criteriaGroups: readonly CriteriaGroup[] = [...new Set(criterionFields.map(({ group }) => group))];

/** The number that a field shows. */
export function valueOf(criteria: Criteria, { group, name }: CriterionField): number {
  const value: unknown = Object.entries(criteria[group]).find(([key]) => key === name)?.[1];
  return typeof value === 'number' ? value : 0;
}

/** The criteria with another number in one field. */
export function withValue(criteria: Criteria, { group, name }: CriterionField, value: number): Criteria {
  return { ...criteria, [group]: { ...criteria[group], [name]: value } };
}
