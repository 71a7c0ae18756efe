import * as v from 'valibot';

import { JoinAbove, usualJoin } from '../contract/families.ts';
import { applyEdits, type FamilyEdit, type PartGroup } from '../families/edits.ts';
import { slack } from '../families/grid.ts';
import { joinTemplates } from '../families/join.ts';
import { fitTemplates } from '../families/template.ts';
import type { StoredFamilies } from '../store/families.ts';
import type { Store } from '../store/store.ts';
import { measureFamilies, type BeatFigures, type FamilyFigures } from './family-figures.ts';
import { partsAsMade, splitParts, type FamilyParts } from './family-parts.ts';
import { alone } from './make-families.ts';

/** A family of a session, with what its beats' shapes say of it. */
export interface LoadedFamily extends PartGroup, FamilyFigures {}

/** The families of a session as they stand. One value a beat of the making in the columns. */
export interface LoadedFamilies extends BeatFigures {
  readonly made: StoredFamilies;
  readonly join: number;
  readonly edits: readonly StoredEdit[];
  /** Largest first. */
  readonly families: readonly LoadedFamily[];
  /** Index of the family of each beat, or `alone`. */
  readonly familyOf: Uint16Array;
  readonly shifts: Int8Array;
}

/** An edit and the key under which it is kept. */
export interface StoredEdit {
  readonly key: string;
  readonly edit: FamilyEdit;
}

const Parts = v.array(v.string());
const Edit = v.variant('op', [
  v.object({ op: v.literal('merge'), parts: Parts }),
  v.object({ op: v.literal('split'), parts: Parts, samples: v.nullable(v.array(v.number())) }),
]);

/** Kind of the entries that families are kept under. */
export const familyEntries = 'family';
/** Key of the entry that says from which correlation on groups are joined. */
export const joinKey = 'join';

/** Key of the next edit: it sorts behind those before it. */
export function nextEditKey({ made, edits }: Pick<LoadedFamilies, 'made' | 'edits'>): string {
  const last = edits.length === 0 ? 0 : Number(edits.at(-1)!.key.split(':')[1]);
  return `${made.id}:${String(last + 1).padStart(6, '0')}`;
}

export interface FamilySessions {
  /** Null when the families of a session were never made. */
  load(sessionId: string): Promise<LoadedFamilies | null>;
  /** As they would be with other edits; nothing is kept. */
  tryEdits(sessionId: string, edits: readonly StoredEdit[]): Promise<LoadedFamilies | null>;
}

/** Families of the session asked for last, kept ready: a change measures again only what it changed. */
export function createFamilySessions(store: Pick<Store, 'entries' | 'families'>): FamilySessions {
  let known: { sessionId: string; loaded: LoadedFamilies; parts: FamilyParts } | null = null;
  let working: Promise<unknown> = Promise.resolve();

  /** One after the other: each builds on what the one before has measured. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = working.then(work, work);
    working = next.catch(() => undefined);
    return next;
  }

  async function build(sessionId: string, given: readonly StoredEdit[] | null): Promise<LoadedFamilies | null> {
    const standing = await store.families.standing(sessionId);
    if (standing === null) return null;
    const before = known?.sessionId === sessionId && known.loaded.made.id === standing ? known : null;
    const made = before?.loaded.made ?? (await store.families.read(standing));
    if (!made) return null;
    const entries = await store.entries(sessionId, familyEntries);
    const join = v.safeParse(JoinAbove, entries.find(({ key }) => key === joinKey)?.value);
    const edits = given ?? readEdits(entries, made.id);
    const above = join.success ? join.output : usualJoin;
    if (before && before.loaded.join === above && sameEdits(before.loaded.edits, edits)) return before.loaded;
    const splits = edits.map(({ edit }) => edit).filter((edit) => edit.op === 'split');
    const isPrefix = before !== null && before.parts.splits.every((split, at) => isSameEdit(split, splits[at]));
    let parts = isPrefix ? before.parts : partsAsMade(made);
    for (const edit of splits.slice(parts.splits.length)) parts = await splitParts(store.families, made, parts, edit);
    const loaded = await regroup(made, parts, { join: above, edits }, before && { ...before, isPrefix });
    known = { sessionId, loaded, parts };
    return loaded;
  }

  async function regroup(
    made: StoredFamilies,
    parts: FamilyParts,
    { join, edits }: Pick<LoadedFamilies, 'join' | 'edits'>,
    known: { readonly loaded: LoadedFamilies; readonly isPrefix: boolean } | null,
  ): Promise<LoadedFamilies> {
    const before = known?.loaded;
    const original = partsAsMade(made);
    const joined = joinTemplates(original.templates, made.leads.length, join).groups;
    const groups = applyEdits(
      joined.map((group) => group.map(String)),
      edits.map(({ edit }) => edit),
    );
    const count = made.samples.length;
    const groupOfName = new Map(groups.flatMap((group, index) => group.parts.map((part) => [part, index] as const)));
    const groupOfPart = parts.names.map((name) => groupOfName.get(name) ?? alone);
    const shiftOfPart = alignParts(parts, groups, made.leads.length);
    const familyOf = Uint16Array.from(parts.of, (part) => groupOfPart[part] ?? alone);
    const shifts = Int8Array.from(made.shifts, (shift, beat) => {
      const moved = shift + (shiftOfPart[parts.of[beat]!] ?? 0);
      return Math.max(-slack, Math.min(slack, moved));
    });
    const columns: BeatFigures = {
      correlations: before?.correlations.slice() ?? new Float32Array(count),
      distances: before?.distances.slice() ?? new Float32Array(count),
      outliers: before?.outliers.slice() ?? new Uint8Array(count),
    };
    // Halves of a split that was taken back may be other beats under the same names.
    const isSame = (family: LoadedFamily) => known?.isPrefix || family.parts.every((part) => !part.includes('.'));
    const sameAs = new Map(before?.families.filter(isSame).map((family) => [family.parts.join(), family]));
    const changed = groups.flatMap((group, index) => (sameAs.has(group.parts.join()) ? [] : [index]));
    const measured = await measureFamilies(store.families, made, { familyOf, families: changed, shifts }, columns);
    const loaded = groups.map((group, index) => {
      const figures = measured.get(index) ?? sameAs.get(group.parts.join())!;
      return { ...figures, ...group };
    });
    return { ...columns, made, join, edits, shifts, ...inOrder(loaded, familyOf) };
  }

  return {
    load: (sessionId) => inTurn(() => build(sessionId, null)),
    tryEdits: (sessionId, edits) => inTurn(() => build(sessionId, edits)),
  };
}

function readEdits(entries: readonly { key: string; value: unknown }[], making: number): StoredEdit[] {
  return entries
    .filter(({ key }) => key.startsWith(`${making}:`))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .flatMap(({ key, value }) => {
      const edit = v.safeParse(Edit, value);
      return edit.success ? [{ key, edit: edit.output }] : [];
    });
}

function isSameEdit(one: FamilyEdit, other: FamilyEdit | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function sameEdits(one: readonly StoredEdit[], other: readonly StoredEdit[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Values by which the beats of each part are read later to lie under the largest part of their family. */
function alignParts(parts: FamilyParts, groups: readonly PartGroup[], leads: number): Int8Array {
  const counts = new Uint32Array(parts.names.length);
  for (const part of parts.of) if (part !== alone) counts[part]!++;
  const shifts = new Int8Array(parts.names.length);
  for (const group of groups) {
    const members = group.parts.map((name) => parts.names.indexOf(name)).filter((part) => part >= 0);
    const anchor = members.reduce((best, part) => (counts[part]! > counts[best]! ? part : best), members[0] ?? 0);
    for (const part of members) {
      if (part !== anchor) shifts[part] = fitTemplates(parts.templates[anchor]!, parts.templates[part]!, leads).shift;
    }
  }
  return shifts;
}

/** Largest family first; families without beats are gone. */
function inOrder(families: readonly LoadedFamily[], familyOf: Uint16Array) {
  const order = families
    .map((family, index) => ({ family, index }))
    .filter(({ family }) => family.count > 0)
    .sort((a, b) => b.family.count - a.family.count || a.index - b.index);
  const place = new Map(order.map(({ index }, at) => [index, at]));
  return {
    families: order.map(({ family }) => family),
    familyOf: familyOf.map((family) => place.get(family) ?? alone),
  };
}
