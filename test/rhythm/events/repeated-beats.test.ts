import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { found, written } from '../written-beats.ts';

describe('bigeminy', () => {
  it('is three cycles of a normal and a ventricular beat; two are none', () => {
    expect(found(written('NNVNVN'), 'ventricular-bigeminy')).toEqual([]);
    expect(found(written('NNVNVNVNN'), 'ventricular-bigeminy')).toEqual([[1, 6]]);
  });

  it('of any number of cycles is one event', () => {
    expect(found(written('NV'.repeat(9)), 'ventricular-bigeminy')).toEqual([[0, 17]]);
  });

  it('needs the normal beat before its first ectopic one', () => {
    expect(found(written('VNVNV'), 'ventricular-bigeminy')).toEqual([]);
  });

  it('ends with its last ectopic beat, and another may follow', () => {
    expect(found(written('NVNVNVNNVNVNV'), 'ventricular-bigeminy')).toEqual([
      [0, 5],
      [7, 12],
    ]);
  });

  it('counts fusion beats as ventricular, as runs do', () => {
    expect(found(written('NVNFNV'), 'ventricular-bigeminy')).toEqual([[0, 5]]);
  });

  it('is broken by unreadable signal', () => {
    const at = written('NVNVNV').beats.samples[2]! + 5;
    expect(found(written('NVNVNV', { unreadable: [{ from: at, to: at + 5 }] }), 'ventricular-bigeminy')).toEqual([]);
  });

  it('of supraventricular beats is an event of its own', () => {
    expect(found(written('NSNSNS'), 'supraventricular-bigeminy')).toEqual([[0, 5]]);
    expect(found(written('NSNSNS'), 'ventricular-bigeminy')).toEqual([]);
  });

  it('follows the number of cycles that is asked for', () => {
    expect(found(written('NVNVNV'), 'ventricular-bigeminy', { bigeminy: { cycles: 4 } })).toEqual([]);
    expect(found(written('NVNV'), 'ventricular-bigeminy', { bigeminy: { cycles: 2 } })).toEqual([[0, 3]]);
  });
});

describe('trigeminy', () => {
  it('is three cycles of two normal beats and a ventricular one; more normal beats before do not count', () => {
    expect(found(written('NNNNVNNVNNVN'), 'ventricular-trigeminy')).toEqual([[2, 10]]);
    expect(found(written('NNVNNVNNN'), 'ventricular-trigeminy')).toEqual([]);
  });

  it('three normal beats between end it', () => {
    expect(found(written('NNVNNVNNNVNNVNNV'), 'ventricular-trigeminy')).toEqual([[7, 15]]);
  });
});

it('for any beats both are what a search by pattern finds', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('N', 'N', 'V', 'F', 'Q'), { maxLength: 200, size: 'max' }), (beats) => {
      const letters = beats.join('');
      const source = written(letters);
      const spans = (pattern: RegExp) =>
        [...letters.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length - 1]);
      expect(found(source, 'ventricular-bigeminy')).toEqual(spans(/(?:N[VF]){3,}/g));
      expect(found(source, 'ventricular-trigeminy')).toEqual(spans(/(?:NN[VF]){3,}/g));
    }),
  );
});
