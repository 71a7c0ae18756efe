import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';

/** Beats that a model has named and whose true class is known. */
export interface NamedBeats {
  /** Five values a beat. */
  readonly probabilities: Float32Array;
  /** Class index of the reference. */
  readonly labels: Uint8Array;
  /** Class index that the model chose. */
  readonly predictions: Uint8Array;
}

/** The same, with the record that each beat comes from; a record stands for a patient. */
export interface GroupedBeats extends NamedBeats {
  /** Names of the records. */
  readonly records: readonly string[];
  /** Index into `records` of each beat. */
  readonly recordOf: Uint16Array;
}

/** @throws CaliperError `invalid-input` when the lists do not belong together or there are no beats */
export function requireNamedBeats({ probabilities, labels, predictions }: NamedBeats): void {
  const count = labels.length;
  if (count > 0 && predictions.length === count && probabilities.length === count * beatClasses.length) return;
  throw new CaliperError(
    'invalid-input',
    `${count} labels, ${predictions.length} predictions and ${probabilities.length} probabilities do not belong together.`,
  );
}

/** @throws CaliperError `invalid-input` also when a beat belongs to no record */
export function requireGroupedBeats(beats: GroupedBeats): void {
  requireNamedBeats(beats);
  const { recordOf, records, labels } = beats;
  if (recordOf.length === labels.length && recordOf.every((record) => record < records.length)) return;
  throw new CaliperError('invalid-input', `${labels.length} beats cannot be told apart by ${records.length} records.`);
}

/** The beats of some records only; those records are the new list. @param keep names of the records that stay */
export function beatsOfRecords<Beats extends GroupedBeats>(beats: Beats, keep: readonly string[]): GroupedBeats {
  requireGroupedBeats(beats);
  const renumbered = beats.records.map((name) => keep.indexOf(name));
  const stays = (_: number, beat: number) => renumbered[beats.recordOf[beat]!]! >= 0;
  const classes = beatClasses.length;
  return {
    probabilities: beats.probabilities.filter((_, value) => stays(0, Math.floor(value / classes))),
    labels: beats.labels.filter(stays),
    predictions: beats.predictions.filter(stays),
    records: keep,
    recordOf: beats.recordOf.filter(stays).map((record) => renumbered[record]!),
  };
}

/** The beats of all records but some. */
export function beatsWithout(beats: GroupedBeats, left: readonly string[]): GroupedBeats {
  return beatsOfRecords(
    beats,
    beats.records.filter((name) => !left.includes(name)),
  );
}
