import { describe, expect, it } from 'vitest';

import { applyEdits, comparePartNames, newestEdit, type FamilyEdit } from '../../app/families/edits.ts';

const joined = [['0', '2'], ['1'], ['3']];
const merge: FamilyEdit = { op: 'merge', parts: ['1', '3'] };
const split: FamilyEdit = { op: 'split', parts: ['0', '2'], samples: null };

describe('edits of families', () => {
  it('bring merged parts together and remember how many families they were', () => {
    const groups = applyEdits(joined, [merge]);
    expect(groups.map(({ parts }) => parts)).toEqual([
      ['0', '2'],
      ['1', '3'],
    ]);
    expect(groups[1]).toMatchObject({ id: '1', merged: 2 });
  });

  it('put the halves of every part of a split family into two families', () => {
    const parts = applyEdits(joined, [split]).map((group) => group.parts);
    expect(parts).toContainEqual(['0.0', '2.0']);
    expect(parts).toContainEqual(['0.1', '2.1']);
  });

  it('say nothing about parts that are no longer there', () => {
    expect(applyEdits(joined, [{ op: 'merge', parts: ['9', '8'] }])).toHaveLength(3);
  });

  it('lose no part and name none twice, whatever the edits', () => {
    const all = applyEdits(joined, [merge, split, { op: 'merge', parts: ['0.0', '1'] }]).flatMap(({ parts }) => parts);
    expect(all.toSorted(comparePartNames)).toEqual(['0.0', '0.1', '1', '2.0', '2.1', '3']);
  });

  it('are taken back newest first', () => {
    const edits: FamilyEdit[] = [merge, split, { op: 'merge', parts: ['0.1', '2.1', '1', '3'] }];
    const groups = applyEdits(joined, edits);
    const of = (part: string) => groups.find(({ parts }) => parts.includes(part))!;
    expect(newestEdit(of('3'), edits)).toBe(2);
    expect(newestEdit(of('0.0'), edits)).toBe(1);
    expect(newestEdit(applyEdits(joined, [])[0]!, edits)).toBe(-1);
  });
});
