import * as v from 'valibot';
import { expect, it } from 'vitest';

import { Criteria, defaultCriteria } from '../../../app/contract/rhythm.ts';
import { criterionFields, valueOf, withValue } from '../../../renderer/events/criteria-fields.ts';

it('every number of the criteria has a field, and every field its number', () => {
  const numbers = Object.entries(defaultCriteria).flatMap(([group, values]) =>
    Object.entries(values)
      .filter(([, value]) => typeof value === 'number')
      .map(([name]) => `${group}.${name}`),
  );
  expect(criterionFields.map(({ group, name }) => `${group}.${name}`).sort()).toEqual(numbers.sort());
});

it('the bounds of a field are those of the contract', () => {
  const accepts = (criteria: Criteria) => v.is(Criteria, criteria);
  for (const field of criterionFields) {
    const name = `${field.group}.${field.name}`;
    expect(accepts(withValue(defaultCriteria, field, field.least)), name).toBe(true);
    expect(accepts(withValue(defaultCriteria, field, field.most)), name).toBe(true);
    expect(accepts(withValue(defaultCriteria, field, field.least - 1)), name).toBe(false);
    expect(accepts(withValue(defaultCriteria, field, field.most + 1)), name).toBe(false);
  }
});

it('a changed field changes its number and nothing else', () => {
  const [field] = criterionFields;
  const changed = withValue(defaultCriteria, field!, 2500);
  expect(valueOf(changed, field!)).toBe(2500);
  expect(changed).toEqual({ ...defaultCriteria, pause: { ...defaultCriteria.pause, milliseconds: 2500 } });
});
