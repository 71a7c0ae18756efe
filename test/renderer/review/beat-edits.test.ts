import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { BeatWindow } from '../../../app/contract/records.ts';
import { editWindow } from '../../../renderer/review/beat-edits.ts';
import type { BeatEdit } from '../../../renderer/stores/edits.ts';

/** A window over frames 1000 to 2000: N at each sample, asked of the model, with the sample's place as a mark of each beat. */
function windowOf(samples: readonly number[], firstIndex = 10): BeatWindow {
  return {
    firstIndex,
    samples: Int32Array.from(samples),
    labels: new Uint8Array(samples.length),
    sources: new Uint8Array(samples.length),
    probabilities: Uint16Array.from(samples.flatMap((sample) => [sample, 0, 0, 0, 0])),
    fileCodes: Uint8Array.from(samples, (sample) => sample % 50),
    codes: new Uint8Array(samples.length).fill(1),
  };
}

const three = windowOf([1100, 1200, 1300]);
const edited = (edit: BeatEdit) => editWindow(three, edit, 1000, 2000);
const at = (...samples: number[]) => Int32Array.from(samples);

describe('beats with an edit that is on its way', () => {
  test('a label has the code that was given, or the plain one of its class', () => {
    const coded = edited({ kind: 'relabel', samples: at(1100, 1300), label: 'S', code: 34 });
    const plain = edited({ kind: 'relabel', samples: at(1200), label: 'V' });
    expect([[...coded.codes], [...plain.codes]]).toEqual([
      [34, 1, 34],
      [1, 5, 1],
    ]);
  });

  test('a range ends before its last frame', () => {
    const { labels } = edited({ kind: 'relabelRange', from: 1100, to: 1300, label: 'V' });
    expect([...labels]).toEqual([2, 2, 0]);
  });

  test('confirming keeps the label and makes it a person’s', () => {
    const { labels, sources } = edited({ kind: 'confirm', samples: at(1200) });
    expect([[...labels], [...sources]]).toEqual([
      [0, 0, 0],
      [0, 2, 0],
    ]);
  });

  test('a beat that is not analysed has no label to confirm', () => {
    const window = { ...three, labels: Uint8Array.of(0, 255, 0) };
    const { sources } = editWindow(window, { kind: 'confirm', samples: at(1200) }, 1000, 2000);
    expect([...sources]).toEqual([0, 0, 0]);
  });

  test('a moved beat keeps everything but its place', () => {
    const moved = edited({ kind: 'move', sample: 1200, to: 1350, snap: false });
    expect([[...moved.samples], [...moved.fileCodes], moved.probabilities[10]]).toEqual([
      [1100, 1300, 1350],
      [0, 0, 0],
      1200,
    ]);
  });

  test('beats behind an inserted or a deleted one count on', () => {
    const inserted = edited({ kind: 'insert', sample: 500, label: 'V', snap: true });
    const deleted = edited({ kind: 'delete', samples: at(400, 500) });
    expect([inserted.firstIndex, deleted.firstIndex]).toEqual([11, 8]);
  });

  test('a beat that is there already is not put there twice', () => {
    expect([...edited({ kind: 'insert', sample: 1200, label: 'V', snap: false }).samples]).toEqual([1100, 1200, 1300]);
  });

  test('inserting a beat and deleting it leaves the window as it was', () => {
    const samples = fc.uniqueArray(fc.integer({ min: 1000, max: 1999 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(samples, ([sample, ...others]) => {
        const window = windowOf(others.sort((a, b) => a - b));
        const insert: BeatEdit = { kind: 'insert', sample: sample!, label: 'V', snap: false };
        const remove: BeatEdit = { kind: 'delete', samples: at(sample!) };
        expect(editWindow(editWindow(window, insert, 1000, 2000), remove, 1000, 2000)).toEqual(window);
      }),
    );
  });

  test('a window that an edit does not touch stays the same object', () => {
    expect(edited({ kind: 'relabel', samples: at(100, 5000), label: 'V' })).toBe(three);
  });
});
