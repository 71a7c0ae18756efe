import * as v from 'valibot';

import type { UnreadableStretch } from '../contract/corrections.ts';
import { SamplePosition } from '../contract/records.ts';
import type { Stretch } from '../contract/runs.ts';
import type { StoredEntry } from '../store/changes.ts';

/** What a person said of a stretch, as kept in an entry of the kind "mark". Of two that overlap the later one holds. */
export const Mark = v.object({
  from: SamplePosition,
  to: SamplePosition,
  readable: v.boolean(),
  /** Later marks have higher numbers. */
  order: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export type Mark = v.InferOutput<typeof Mark>;

/** A mark and its reader. */
export type SignedMark = Mark & { readonly by: string };

/** What cannot be read, and what the detector could not read and a person can; each disjoint and in time order. */
export interface Readability {
  readonly stretches: UnreadableStretch[];
  readonly overruled: UnreadableStretch[];
}

/** The marks among the entries of a session, first to last. An entry that is none is passed over. */
export function readMarks(entries: readonly StoredEntry[]): SignedMark[] {
  return entries
    .flatMap(({ value, by }) => {
      const mark = v.safeParse(Mark, value);
      return mark.success ? [{ ...mark.output, by }] : [];
    })
    .sort((first, second) => first.order - second.order);
}

/**
 * Lays the marks of persons over what the detector could not read.
 *
 * @param detected in time order, disjoint
 * @param marks first to last: where they overlap, the last one holds
 */
export function readability(detected: readonly Stretch[], marks: readonly SignedMark[]): Readability {
  const said = marks.reduce<SignedMark[]>((pieces, mark) => [...pieces.flatMap((one) => without(one, mark)), mark], []);
  said.sort((first, second) => first.from - second.from);
  const person = said
    .filter(({ readable }) => !readable)
    .map(({ from, to, by }): UnreadableStretch => ({ from, to, source: 'person', by }));
  const left = said.reduce<Stretch[]>((pieces, mark) => pieces.flatMap((one) => without(one, mark)), [...detected]);
  const stretches = [...person, ...left.map(({ from, to }) => ({ from, to, source: 'detector', by: null }) as const)];
  const overruled = said
    .filter(({ readable }) => readable)
    .flatMap(({ from, to, by }) =>
      detected
        .map((one) => ({ from: Math.max(from, one.from), to: Math.min(to, one.to), source: 'detector', by }) as const)
        .filter((one) => one.from < one.to),
    );
  return { stretches: stretches.sort((first, second) => first.from - second.from), overruled };
}

/** Joins stretches that touch or overlap. */
export function joinStretches(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const { from, to } of stretches) {
    const last = joined.at(-1);
    if (last && from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else joined.push({ from, to });
  }
  return joined;
}

function without<Piece extends Stretch>(piece: Piece, { from, to }: Stretch): Piece[] {
  if (to <= piece.from || from >= piece.to) return [piece];
  const pieces: Piece[] = [];
  if (piece.from < from) pieces.push({ ...piece, to: from });
  if (to < piece.to) pieces.push({ ...piece, from: to });
  return pieces;
}
