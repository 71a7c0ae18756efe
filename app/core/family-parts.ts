import { cutLength } from '../families/grid.ts';
import { comparePartNames, splitNames, type FamilyEdit } from '../families/edits.ts';
import { unpackShape } from '../families/shape-chunk.ts';
import { createTemplate, type Template } from '../families/template.ts';
import { nearerOf, twoMeans } from '../families/two-means.ts';
import type { FamilyStore, StoredFamilies } from '../store/families.ts';
import { eachChunk, readShapes } from './family-shapes.ts';
import { alone } from './make-families.ts';

/** The parts of a making after what readers split, and which beat is in which. */
export interface FamilyParts {
  /** Splits that these parts come from. */
  readonly splits: readonly FamilyEdit[];
  readonly names: readonly string[];
  readonly templates: readonly Template[];
  /** Index of the part of each beat, or `alone`. */
  readonly of: Uint16Array;
}

/** Beats that two-means looks at; the others follow the nearer mean. */
const lookedAt = 4000;

/** The parts as they were made. */
export function partsAsMade(made: StoredFamilies): FamilyParts {
  const length = made.leads.length * cutLength;
  const templates = Array.from(made.counts, (count, part) =>
    createTemplate(made.templates.subarray(part * length, (part + 1) * length), made.leads.length, count),
  );
  return { splits: [], names: templates.map((_, part) => String(part)), templates, of: made.parts };
}

/** The parts after one more split. A split of parts that are not there, or of beats of one shape, leaves all as it is. */
export async function splitParts(
  store: FamilyStore,
  made: StoredFamilies,
  before: FamilyParts,
  edit: FamilyEdit & { readonly op: 'split' },
): Promise<FamilyParts> {
  const splits = [...before.splits, edit];
  const wanted = edit.parts.filter((name) => before.names.includes(name)).sort(comparePartNames);
  const sideOf =
    edit.samples === null ? await sidesByShape(store, made, before, wanted) : sidesByBeats(made, edit.samples);
  if (wanted.length === 0 || sideOf === null) return { ...before, splits };
  const names = [...before.names];
  const templates = [...before.templates];
  /** Index of the second half of each part. */
  const halves = new Map<number, number>();
  for (const name of wanted) {
    const part = names.indexOf(name);
    const [first, second] = splitNames(name);
    halves.set(part, names.length);
    names[part] = first;
    names.push(second);
    templates.push(templates[part]!);
  }
  const of = before.of.slice();
  for (let beat = 0; beat < of.length; beat++) {
    const half = halves.get(of[beat]!);
    if (half !== undefined && sideOf[beat] === 1) of[beat] = half;
  }
  return { splits, names, templates, of };
}

function sidesByBeats(made: StoredFamilies, samples: readonly number[]): Uint8Array {
  const leaving = new Set(samples);
  return Uint8Array.from(made.samples, (sample) => Number(leaving.has(sample)));
}

async function sidesByShape(
  store: FamilyStore,
  made: StoredFamilies,
  { names, of }: FamilyParts,
  wanted: readonly string[],
): Promise<Uint8Array | null> {
  const inside = new Set(wanted.map((name) => names.indexOf(name)));
  const members: number[] = [];
  for (let beat = 0; beat < of.length; beat++) if (inside.has(of[beat]!)) members.push(beat);
  const step = Math.max(1, members.length / lookedAt);
  const seen = Array.from(
    { length: Math.floor(members.length / step) },
    (_, place) => members[Math.floor(place * step)]!,
  );
  const cuts = await readShapes(store, made, seen);
  const leads = made.leads.length;
  const means = twoMeans(
    cuts,
    seen.map((beat) => made.shifts[beat]!),
    leads,
  );
  if (means === null) return null;
  const sides = new Uint8Array(of.length);
  const cut = new Float32Array(leads * cutLength);
  for await (const chunk of eachChunk(store, made)) {
    for (let place = 0; place < chunk.count; place++) {
      const beat = chunk.first + place;
      if (of[beat] === alone || !inside.has(of[beat]!)) continue;
      unpackShape(chunk, place, leads, cut);
      sides[beat] = nearerOf(means, cut, leads, made.shifts[beat]!);
    }
  }
  return sides;
}
