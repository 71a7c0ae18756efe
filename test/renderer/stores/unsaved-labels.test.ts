import { describe, expect, test } from 'vitest';

import { samplesByClass, UnsavedLabels } from '../../../renderer/stores/unsaved-labels.ts';

function setUp() {
  const unsaved = new UnsavedLabels();
  const labels = (id: string) => [...(unsaved.of(() => id).value?.labels ?? [])];
  return { unsaved, labels };
}

describe('labels that the core has not taken', () => {
  test('two that failed are both kept', () => {
    const { unsaved, labels } = setUp();
    unsaved.add('east', [100], 'V', 'lost');
    unsaved.add('east', [200], 'S', 'lost');
    expect(labels('east')).toEqual([
      [100, 'V'],
      [200, 'S'],
    ]);
  });

  test('only what was taken is no longer unsaved', () => {
    const { unsaved, labels } = setUp();
    unsaved.add('east', [100, 200], 'V', 'lost');
    unsaved.settle('east', [200, 300]);
    expect(labels('east')).toEqual([[100, 'V']]);
  });

  test('they belong to the session they were given in', () => {
    const { unsaved, labels } = setUp();
    unsaved.add('east', [100], 'V', 'lost');
    expect(labels('west')).toEqual([]);
  });

  test('after the last one was taken nothing is unsaved', () => {
    const { unsaved } = setUp();
    unsaved.add('east', [100], 'V', 'lost');
    unsaved.settle('east', [100]);
    expect(unsaved.of(() => 'east').value).toBeNull();
  });

  test('one write a class sends them again', () => {
    const labels = new Map([
      [100, 'V'],
      [200, 'S'],
      [300, 'V'],
    ] as const);
    expect([...samplesByClass(labels)]).toEqual([
      ['V', [100, 300]],
      ['S', [200]],
    ]);
  });
});
