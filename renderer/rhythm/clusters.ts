import { beatClasses } from '../../app/contract/classes.ts';

/** A group of beats in the Lorenz plot that have the same neighbours. */
export interface Cluster {
  /** Classes of the beat before, the beat itself, and the beat after: indices into beatClasses. */
  readonly before: number;
  readonly label: number;
  readonly after: number;
  readonly beats: number;
  /** Medians, milliseconds. */
  readonly x: number;
  readonly y: number;
  /** Between these lie nine of ten, milliseconds. */
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

const classes = beatClasses.length;
/** A group smaller than this, or than this share of all beats, gets no words. */
const fewest = 12;
const smallestShare = 0.004;
/** Beats of a group of which the medians are taken. */
const mostSampled = 4000;

/**
 * Groups beats by their class and those of their neighbours: that, and not the place in the plot, is what the words of a
 * cluster say. Beats without both intervals, or beside one without a class, are in no group. The largest group comes first.
 *
 * @param x RR before in milliseconds, NaN where there is none; `y` RR after
 */
export function findClusters(x: Float32Array, y: Float32Array, labels: Uint8Array): Cluster[] {
  const members = new Map<number, number[]>();
  const counts = new Uint32Array(classes ** 3);
  for (let index = 1; index + 1 < labels.length; index++) {
    const before = labels[index - 1]!;
    const label = labels[index]!;
    const after = labels[index + 1]!;
    if (before >= classes || label >= classes || after >= classes) continue;
    if (Number.isNaN(x[index]!) || Number.isNaN(y[index]!)) continue;
    const key = (before * classes + label) * classes + after;
    const count = counts[key]!;
    counts[key] = count + 1;
    if (count >= mostSampled) continue;
    const list = members.get(key);
    if (list) list.push(index);
    else members.set(key, [index]);
  }
  const least = Math.max(fewest, labels.length * smallestShare);
  return [...members]
    .filter(([key]) => counts[key]! >= least)
    .map(([key, indices]) => {
      const [left, middleX, right] = spread(indices.map((index) => x[index]!));
      const [low, middleY, high] = spread(indices.map((index) => y[index]!));
      return {
        before: Math.floor(key / classes ** 2),
        label: Math.floor(key / classes) % classes,
        after: key % classes,
        beats: counts[key]!,
        x: middleX,
        y: middleY,
        left,
        right,
        low,
        high,
      };
    })
    .sort((a, b) => b.beats - a.beats);
}

/** The 5th, 50th and 95th of a hundred values. */
function spread(values: number[]): [number, number, number] {
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.min(values.length - 1, Math.floor(share * values.length))]!;
  return [at(0.05), at(0.5), at(0.95)];
}

/** What a cluster is called. Words are made of these and of letters of classes. */
export type ClusterName =
  | { readonly kind: 'alone'; readonly label: number }
  | { readonly kind: 'among'; readonly label: number }
  | { readonly kind: 'before' | 'after' | 'between'; readonly label: number; readonly other: number };

/**
 * Names a cluster in rhythm words: an ectopic beat by its class, a normal one by its ectopic neighbours. Beats between two
 * of one ectopic class are the normal beats of a bigeminy.
 */
export function nameCluster({ before, label, after }: Cluster): ClusterName {
  if (label !== 0) return { kind: 'alone', label };
  if (before === 0 && after === 0) return { kind: 'among', label };
  if (before === 0) return { kind: 'before', label, other: after };
  if (after === 0) return { kind: 'after', label, other: before };
  return { kind: 'between', label, other: before };
}
