import { readFile } from 'node:fs/promises';

import type { ModelCard } from '../../contract/model-card.ts';
import { clinicalRowsOf } from '../../dataset/clinical/clinical-protocol.ts';
import { ds2 } from '../../dataset/ds1ds2-protocol.ts';
import type { RecordOpener } from '../../dataset/mitdb.ts';
import type { LabelledRows } from '../../dataset/rows.ts';
import { bootstrapPatients } from '../../evaluation/bootstrap.ts';
import { classStatistics } from '../../evaluation/class-statistics.ts';
import { beatsWithout, type GroupedBeats } from '../../evaluation/named-beats.ts';
import { recordMatrices, recordTable } from '../../evaluation/record-table.ts';
import { decide } from '../../model/decision.ts';
import { readModelMetadata } from '../../model/onnx/metadata.ts';
import { nameRows } from '../../training/scoring.ts';

/** Holds 75 % of the supraventricular beats of DS2: figures are given with and without it. */
const exception = '232';

/** What the test records say about a model: the parts of its card that they fill in. */
export type ClinicalScore = Required<Pick<ModelCard, 'seeds' | 'testDetails'>> & Pick<ModelCard, 'test'>;

/**
 * Scores the clinical model on DS2, at reference positions: a look at the test records, to be entered in the card's log.
 *
 * @param model path of the model file
 * @param members the networks by themselves
 */
export async function scoreClinical(
  openBeats: RecordOpener,
  model: string,
  members: readonly { readonly seed: number; readonly model: string }[],
): Promise<ClinicalScore> {
  const rows = await clinicalRowsOf(openBeats, ds2);
  const beats = await nameBeats(model, rows);
  const table = recordTable(beats);
  const singles = [];
  for (const member of members) {
    const own = await nameBeats(member.model, rows);
    const without = recordTable(beatsWithout(own, [exception])).gross;
    singles.push({ seed: member.seed, all: recordTable(own).gross, without });
  }
  return {
    test: table.gross,
    seeds: singles.map(({ seed, all: { accuracy, macroF1 } }) => ({ seed, accuracy, macroF1 })),
    testDetails: {
      records: [...table.records],
      without: [{ record: exception, report: recordTable(beatsWithout(beats, [exception])).gross }],
      intervals: bootstrapPatients(recordMatrices(beats), classStatistics()),
      members: singles,
    },
  };
}

async function nameBeats(path: string, rows: LabelledRows): Promise<GroupedBeats> {
  const model = new Uint8Array(await readFile(path));
  const { leads, length, features, decision } = readModelMetadata(model);
  const sizes = { leads: leads.length, length, features: features.length };
  const probabilities = await nameRows(model, rows, Int32Array.from(rows.labels.keys()), sizes, 1);
  return {
    probabilities,
    predictions: decide(probabilities, decision).labels,
    labels: rows.labels,
    records: rows.recordings,
    recordOf: rows.recordingOf,
  };
}
