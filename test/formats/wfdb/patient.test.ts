import { expect, test } from 'vitest';

import { patientFromComments } from '../../../app/formats/wfdb/patient.ts';

test.each([
  [['69 M 1085 1629 x1'], 69, 'M'],
  [['23 F 2546 N/A x1', 'None'], 23, 'F'],
  [['-1 M 1 1 x1'], null, 'M'],
  [['<age>: 69 <sex>: M'], 69, 'M'],
  [['Age: 41  Sex: F  Diagnosis'], 41, 'F'],
  [['age: 81', 'sex: male'], 81, 'M'],
  [['dosage: 50 mg'], null, null],
  [['Aldomet, Inderal', '12 M'], null, null],
  [[], null, null],
] as const)('%j: age %s, sex %s', (comments, age, sex) => {
  expect(patientFromComments(comments)).toEqual({ age, sex });
});
