import { classOfCode } from '../beat/classes.ts';
import { studyShape } from '../beat/shape.ts';
import { spansToNextBeat } from '../beat/spans.ts';
import { notAnalysed } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { Annotation, Recording } from '../signal/recording.ts';
import type { LabelledSpans } from './collect.ts';
import { collectRows } from './collect.ts';
import type { RecordOpener } from './mitdb.ts';
import { mitdbRecords, requireMitdb } from './mitdb.ts';
import type { BuiltDataset } from './protocol.ts';
import type { SeedMembership } from './seed-membership.ts';
import { selectRows } from './select.ts';
import { rowsByClass } from './split.ts';

/** SHA-256 of the study's test file, `mitbih_test.csv` (LF line ends). */
export const seedTestSha256 = 'f3fdb3fd318275e653fac082b617d8c1ef09fca619a0606dc22c863451c77333';

/** The one annotation in which the study's copy of 102.atr differs from PhysioNet 1.0.0: a paced beat, 34 samples later. */
const revised = { record: '102', from: 590_262, to: 590_296 };

/** Positions of all annotations of a record as the study's copy has them. @returns whether one had to be moved */
function studyPositions(recording: Recording, annotations: readonly Annotation[]): [Int32Array, boolean] {
  let moved = false;
  const positions = Int32Array.from(annotations, ({ sample }) => {
    if (recording.name !== revised.record || sample !== revised.from) return sample;
    moved = true;
    return revised.to;
  });
  return [positions, moved];
}

/**
 * The study's rows of one record: every labelled beat but those of the last annotation.
 *
 * A row runs from its beat to the next annotation plus a fifth of the interval after that, where *all* annotations count,
 * beats or not, and the end of the signal closes the list (`dataset.md`, found by matching the published files).
 *
 * @param annotations all annotations of "atr" in time order
 * @returns the spans, and whether the annotation that the study's copy has elsewhere was moved
 */
export function seedSpans(
  recording: Recording,
  annotations: readonly Annotation[],
): { source: LabelledSpans; moved: boolean } {
  const [positions, moved] = studyPositions(recording, annotations);
  const closed = new Int32Array(positions.length + 1);
  closed.set(positions);
  closed[positions.length] = recording.frames;
  const { ends } = spansToNextBeat(closed, recording.rate, studyShape.window.tail);
  const kept: number[] = [];
  for (let index = 0; index < annotations.length - 1; index++) {
    if (classOfCode(annotations[index]!.code, 'aami') !== notAnalysed) kept.push(index);
  }
  const samples = Int32Array.from(kept, (index) => positions[index]!);
  const labels = Uint8Array.from(kept, (index) => classOfCode(annotations[index]!.code, 'aami'));
  return {
    source: {
      recording,
      spans: { starts: samples, ends: Int32Array.from(kept, (index) => ends[index]!) },
      labels,
      samples,
    },
    moved,
  };
}

/**
 * Builds the data set of the study, row for row as in the files of Kachuee et al. 2018.
 *
 * Test rows stand in the order of the published file; training rows are all others, by class, record and time (their
 * published order is unknown).
 *
 * @param membership which rows are test rows (`resources/dataset/seed-test-rows.bin`)
 * @throws CaliperError `unsupported` when the records are not those of MIT-BIH 1.0.0
 */
export async function buildSeed(open: RecordOpener, membership: SeedMembership): Promise<BuiltDataset> {
  const sources: LabelledSpans[] = [];
  const log: string[] = [];
  for (const name of mitdbRecords) {
    const recording = await open(name);
    requireMitdb(recording);
    const { source, moved } = seedSpans(recording, await recording.annotations('atr'));
    sources.push(source);
    if (moved) {
      log.push(
        `Record ${name}: the paced beat at sample ${revised.from} was moved to ${revised.to}, ` +
          "where the study's copy of the annotation file has it.",
      );
    }
  }
  const count = sources.reduce((sum, { labels }) => sum + labels.length, 0);
  if (count !== membership.rows) {
    throw new CaliperError(
      'unsupported',
      `The records give ${count} labelled beats, the study has ${membership.rows}; fetch MIT-BIH 1.0.0 again.`,
    );
  }
  const all = await collectRows(sources, studyShape, [0]);
  const isTest = new Uint8Array(count);
  for (const row of membership.test) isTest[row] = 1;
  const train = rowsByClass(all.labels).flatMap((rows) => rows.filter((row) => isTest[row] === 0));
  log.push(
    `${count} rows of ${sources.length} records, first signal; the last annotation of each record gives no row.`,
    'Patients are shared: beats of every record are in both parts.',
  );
  return {
    protocol: 'seed',
    mapping: 'aami',
    shape: studyShape,
    split: 'By beat, as published: beats of the same patients are in the training and the test part.',
    splits: { train: selectRows(all, Int32Array.from(train)), test: selectRows(all, membership.test) },
    log,
  };
}
