import { expect, it } from 'vitest';

import { seedSpecification } from '../../app/model/architectures/seed-specification.ts';
import { checkRows } from '../../app/training/check-rows.ts';
import type { TrainingRows } from '../../app/training/request.ts';
import { inventRows } from '../support/invent-rows.ts';

const specification = { ...seedSpecification, length: 48 };
const plain = inventRows(20, 48, 1);

it('rows with everything that may come along are accepted', () => {
  const rows: TrainingRows = {
    ...plain,
    groups: new Uint16Array(20),
    synthetic: new Uint8Array(20),
    targets: new Float32Array(100).fill(0.2),
    validation: Int32Array.of(0, 19),
    noise: new Float32Array(7),
  };
  expect(() => checkRows(rows, specification)).not.toThrow();
});

it.each<[string, Partial<TrainingRows>, string]>([
  ['a group missing', { groups: new Uint16Array(19) }, '19 groups for 20 rows'],
  ['a mark missing', { synthetic: new Uint8Array(19) }, '19 marks of synthetic rows'],
  ['a soft target missing', { targets: new Float32Array(99) }, '99 soft targets for 20 rows, not 100'],
  ['a soft target of 2', { targets: new Float32Array(100).fill(2) }, 'no probability'],
  ['a held-out row too far', { validation: Int32Array.of(20) }, 'held-out rows'],
  ['a row held out twice', { validation: Int32Array.of(3, 3) }, 'held-out rows'],
  ['noise that is no number', { noise: Float32Array.of(NaN) }, 'noise'],
])('rows with %s are refused', (_what, companions, sentence) => {
  expect(() => checkRows({ ...plain, ...companions }, specification)).toThrowError(sentence);
});
