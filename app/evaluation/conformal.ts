import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { GroupedBeats } from './named-beats.ts';

/**
 * Class-wise conformal sets: class c belongs to the set of a beat when its probability reaches `thresholds[c]`. A threshold of
 * 0 says that nothing is known of the class: it belongs to no set.
 */
export interface ConformalSets {
  /** Share of the beats of a class that its sets may miss. */
  readonly error: number;
  readonly thresholds: readonly number[];
}

/** How the sets did on beats with known labels. */
export interface ConformalCoverage {
  /**
   * Share of the beats whose set holds their class: of all, of each class (null without such beats, or where the sets say
   * nothing of the class: its beats are always missed), of each record.
   */
  readonly all: number;
  readonly classes: readonly (number | null)[];
  readonly records: readonly { readonly record: string; readonly beats: number; readonly coverage: number }[];
  /** Share of the records whose coverage is at least 1 - error. */
  readonly recordsCovered: number;
  readonly meanSize: number;
  /** Shares of beats whose set has exactly one class, and none: one class is an answer, all else a question. */
  readonly single: number;
  readonly empty: number;
}

const classes = beatClasses.length;

/** Fewest patients, by effective number, from whose beats a threshold is taken. */
const fewestPatients = 3;

/**
 * Fits class-wise (Mondrian) split conformal sets on beats that no model in the average has trained on (Vovk, Gammerman and
 * Shafer 2005, section 4.5; Sadinle, Lei and Wasserman 2019): the threshold of a class is the floor((n + 1) error)-th smallest
 * probability that its n beats have for it.
 *
 * Where n is too small for any guarantee, or the beats come from fewer than three patients by effective number (Kish 1965:
 * the square of the sum of their counts over the sum of the squares), the threshold is 0: what holds for one patient says
 * nothing of the next, and such a class in every set would make each of them a question.
 *
 * The guarantee holds for beats exchangeable with these. Beats of a new patient are not: report coverage by patient.
 *
 * @param beats `recordOf` says which patient each comes from
 * @throws CaliperError `invalid-input` for an error outside (0, 1) or lists that do not fit
 */
export function fitConformalSets(
  { probabilities, labels, recordOf }: Pick<GroupedBeats, 'probabilities' | 'labels' | 'recordOf'>,
  error: number,
): ConformalSets {
  requireFit(probabilities, labels);
  if (!(error > 0 && error < 1)) throw new CaliperError('invalid-input', `${error} is no share of beats to miss.`);
  const thresholds = beatClasses.map((_, index) => {
    const own = Array.from(labels.keys()).filter((beat) => labels[beat] === index);
    const rank = Math.floor((own.length + 1) * error);
    if (rank < 1 || effectivePatients(own.map((beat) => recordOf[beat]!)) < fewestPatients) return 0;
    const values = Float32Array.from(own, (beat) => probabilities[beat * classes + index]!).sort();
    return values[rank - 1]!;
  });
  return { error, thresholds };
}

function effectivePatients(patients: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const patient of patients) counts.set(patient, (counts.get(patient) ?? 0) + 1);
  let squares = 0;
  for (const count of counts.values()) squares += count * count;
  return patients.length ** 2 / squares;
}

/** Classes in the set of one beat, as bits: bit c for class c. @param beat index of the beat */
export function conformalSet({ thresholds }: ConformalSets, probabilities: Float32Array, beat: number): number {
  let set = 0;
  for (let index = 0; index < classes; index++) {
    const threshold = thresholds[index]!;
    if (threshold > 0 && probabilities[beat * classes + index]! >= threshold) set |= 1 << index;
  }
  return set;
}

/** Coverage and size of the sets. @throws CaliperError `invalid-input` for lists that do not fit */
export function conformalCoverage(
  sets: ConformalSets,
  { probabilities, labels, records, recordOf }: Omit<GroupedBeats, 'predictions'>,
): ConformalCoverage {
  requireFit(probabilities, labels);
  const covered = new Float64Array(classes);
  const beats = new Float64Array(classes);
  const coveredIn = new Float64Array(records.length);
  const beatsIn = new Float64Array(records.length);
  const sizes = new Float64Array(classes + 1);
  labels.forEach((label, beat) => {
    const set = conformalSet(sets, probabilities, beat);
    const holds = (set >> label) & 1;
    const record = recordOf[beat]!;
    covered[label]! += holds;
    beats[label]!++;
    coveredIn[record]! += holds;
    beatsIn[record]!++;
    sizes[sizeOf(set)]!++;
  });
  const total = labels.length;
  const byRecord = records.flatMap((record, index) =>
    beatsIn[index]! > 0 ? [{ record, beats: beatsIn[index]!, coverage: coveredIn[index]! / beatsIn[index]! }] : [],
  );
  return {
    all: covered.reduce((sum, count) => sum + count, 0) / total,
    classes: beatClasses.map((_, index) =>
      beats[index]! > 0 && sets.thresholds[index]! > 0 ? covered[index]! / beats[index]! : null,
    ),
    records: byRecord,
    recordsCovered: byRecord.filter(({ coverage }) => coverage >= 1 - sets.error).length / byRecord.length,
    meanSize: sizes.reduce((sum, count, size) => sum + count * size, 0) / total,
    single: sizes[1]! / total,
    empty: sizes[0]! / total,
  };
}

function sizeOf(set: number): number {
  let size = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) size++;
  return size;
}

function requireFit(probabilities: Float32Array, labels: Uint8Array): void {
  if (labels.length > 0 && probabilities.length === labels.length * classes) return;
  throw new CaliperError(
    'invalid-input',
    `${probabilities.length} probabilities do not belong to ${labels.length} beats of ${classes} classes.`,
  );
}
