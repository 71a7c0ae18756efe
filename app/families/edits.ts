/** What a reader did to families, in the order in which it was done. Parts are named "12", or "12.0" and "12.1" once split. */
export type FamilyEdit =
  | { readonly op: 'merge'; readonly parts: readonly string[] }
  | {
      readonly op: 'split';
      readonly parts: readonly string[];
      /** Beats that leave the others; null: in two by shape. */
      readonly samples: readonly number[] | null;
    };

/** A family as the parts that it is made of. */
export interface PartGroup {
  /** Name of its first part: the family's own name. */
  readonly id: string;
  /** Names in the order of {@link comparePartNames}. */
  readonly parts: readonly string[];
  /** Groups that a reader merged into it, 0 when none. */
  readonly merged: number;
  /** Came out of a split. */
  readonly split: boolean;
}

/** The two parts that a split makes of one. */
export function splitNames(part: string): readonly [string, string] {
  return [`${part}.0`, `${part}.1`];
}

/** Order of part names: by number, a part before what was split from it. */
export function comparePartNames(one: string, other: string): number {
  const [a, b] = [one.split('.').map(Number), other.split('.').map(Number)];
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    if (a[index] !== b[index]) return a[index]! - b[index]!;
  }
  return a.length - b.length;
}

/**
 * Applies a reader's edits to the groups that joining gave. An edit about parts that are no longer there says nothing.
 *
 * @param joined part names by group
 */
export function applyEdits(joined: readonly (readonly string[])[], edits: readonly FamilyEdit[]): PartGroup[] {
  let groups = joined.map((parts) => ({ parts: [...parts], merged: 0, split: false }));
  for (const edit of edits) {
    const meant = new Set(edit.parts);
    const touched = groups.filter(({ parts }) => parts.some((part) => meant.has(part)));
    const found = touched.flatMap(({ parts }) => parts.filter((part) => meant.has(part)));
    if (found.length === 0) continue;
    for (const group of touched) group.parts = group.parts.filter((part) => !meant.has(part));
    if (edit.op === 'merge') groups.push({ parts: found, merged: touched.length, split: false });
    else {
      for (const side of [0, 1] as const)
        groups.push({ parts: found.map((part) => splitNames(part)[side]), merged: 0, split: true });
    }
    groups = groups.filter(({ parts }) => parts.length > 0);
  }
  return groups.map(({ parts, ...rest }) => {
    const sorted = parts.toSorted(comparePartNames);
    return { ...rest, id: sorted[0]!, parts: sorted };
  });
}

/** Index of the newest edit that a family came from, or -1: what taking it apart again takes back. */
export function newestEdit(group: PartGroup, edits: readonly FamilyEdit[]): number {
  return edits.findLastIndex(({ op, parts }) => {
    const results = op === 'merge' ? parts : parts.flatMap(splitNames);
    return group.parts.some((part) => results.some((result) => part === result || part.startsWith(`${result}.`)));
  });
}
