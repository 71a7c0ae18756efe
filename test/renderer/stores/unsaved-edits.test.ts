import { describe, expect, test } from 'vitest';

import type { BeatEdit } from '../../../renderer/stores/edits.ts';
import { UnsavedEdits } from '../../../renderer/stores/unsaved-edits.ts';

function setUp() {
  const unsaved = new UnsavedEdits();
  const edits = (id: string) => unsaved.of(() => id).value?.edits ?? [];
  /** Labels by sample, in the order in which they would be sent again. */
  const labels = (id: string) =>
    edits(id).flatMap((edit) => (edit.kind === 'relabel' ? [...edit.samples].map((at) => [at, edit.label]) : []));
  return { unsaved, edits, labels };
}

function relabel(samples: readonly number[], label: 'N' | 'S' | 'V'): BeatEdit {
  return { kind: 'relabel', samples: Int32Array.from(samples), label };
}

describe('edits that the core has not taken', () => {
  test('two that failed are both kept, in their order', () => {
    const { unsaved, labels } = setUp();
    unsaved.add('east', relabel([100], 'V'), 'lost');
    unsaved.add('east', relabel([200], 'S'), 'lost');
    expect(labels('east')).toEqual([
      [100, 'V'],
      [200, 'S'],
    ]);
  });

  test('a newer label of a beat takes the place of an older one', () => {
    const { unsaved, labels } = setUp();
    unsaved.add('east', relabel([100, 200], 'V'), 'lost');
    unsaved.add('east', relabel([100], 'S'), 'lost');
    expect(labels('east')).toEqual([
      [200, 'V'],
      [100, 'S'],
    ]);
  });

  test('only what was taken is no longer unsaved', () => {
    const { unsaved, labels } = setUp();
    unsaved.add('east', relabel([100, 200], 'V'), 'lost');
    unsaved.settle('east', relabel([200, 300], 'N'));
    expect(labels('east')).toEqual([[100, 'V']]);
  });

  test('a range that was taken decides the beats in it', () => {
    const { unsaved, labels } = setUp();
    unsaved.add('east', relabel([100, 200], 'V'), 'lost');
    unsaved.settle('east', { kind: 'relabelRange', from: 100, to: 200, label: 'N' });
    expect(labels('east')).toEqual([[200, 'V']]);
  });

  test('an inserted beat stays unsaved until it was inserted itself', () => {
    const { unsaved, edits } = setUp();
    const insert: BeatEdit = { kind: 'insert', sample: 100, label: 'V', snap: true };
    unsaved.add('east', insert, 'lost');
    unsaved.settle('east', relabel([100], 'N'));
    const before = edits('east').length;
    unsaved.settle('east', insert);
    expect([before, edits('east').length]).toEqual([1, 0]);
  });

  test('they belong to the session they were made in', () => {
    const { unsaved, edits } = setUp();
    unsaved.add('east', relabel([100], 'V'), 'lost');
    expect(edits('west')).toEqual([]);
  });

  test('after the last one was taken nothing is unsaved', () => {
    const { unsaved } = setUp();
    unsaved.add('east', relabel([100], 'V'), 'lost');
    unsaved.settle('east', relabel([100], 'V'));
    expect(unsaved.of(() => 'east').value).toBeNull();
  });
});
