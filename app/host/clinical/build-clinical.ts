import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { ds1 } from '../../dataset/ds1ds2-protocol.ts';
import type { RecordOpener } from '../../dataset/mitdb.ts';
import { criterion } from '../../evaluation/operating-point.ts';
import { mostProbable } from '../../evaluation/confusion.ts';
import { recordTable } from '../../evaluation/record-table.ts';
import { writeFileAtomic } from '../../files/atomic-write.ts';
import type { ModelCard } from '../../contract/model-card.ts';
import { ensembleGraph } from '../../model/ensemble-graph.ts';
import type { ModelSpecification } from '../../model/specification.ts';
import { createModelCard } from '../../training/model-card.ts';
import { version } from '../version.ts';
import { fitDecision } from './fit-decision.ts';
import { leavePatientsOut } from './leave-patients-out.ts';
import { clinicalModelSpecification, memberSeeds, recipeOf } from './recipe.ts';
import { trainMember, type Member } from './train-member.ts';
import { readMaterial } from './training-rows.ts';

/** Files that a build writes into its folder. */
export interface ClinicalBuild {
  readonly model: string;
  readonly card: string;
  /** The networks by themselves, at the operating point of the whole. */
  readonly members: readonly { readonly seed: number; readonly model: string }[];
}

/**
 * Builds the clinical model from the training records alone: chooses its operating point on patients left out, trains its
 * networks on all of DS1, and writes them as one file, with a card that has no test figures yet.
 *
 * The same records give the same bytes on one machine.
 *
 * @throws CaliperError when records are missing or not those of the database
 */
export async function buildClinical(
  openBeats: RecordOpener,
  openNoise: RecordOpener,
  out: string,
  context: { readonly signal: AbortSignal; readonly note: (line: string) => void },
): Promise<ClinicalBuild> {
  const { signal, note } = context;
  const material = await readMaterial(openBeats, openNoise);
  note(`${material.real.count} beats of DS1, ${material.synthetic.count} in rhythms made up from them.`);
  const leftOut = await leavePatientsOut(material, signal, note);

  const members: Member[] = [];
  for (const seed of memberSeeds) {
    members.push(await trainMember(material, ds1, seed, signal));
    note(`Network ${members.length} of ${memberSeeds.length} trained on all of DS1.`);
  }
  const { decision, probabilities } = fitDecision(leftOut, members[0]!.priorOdds);
  note(`Strength ${decision.strength}, temperature ${decision.temperature.toFixed(3)}, chosen on patients left out.`);
  const specification: ModelSpecification = { ...clinicalModelSpecification, decision };
  const model = ensembleGraph(
    members.map(({ result }) => result.model),
    specification,
  );

  const table = recordTable({ ...leftOut, probabilities, predictions: mostProbable(probabilities) });
  const card: ModelCard = {
    ...cardOf(model, members, specification),
    operatingPoint: {
      strength: decision.strength,
      temperature: decision.temperature,
      criterion,
      validation: table.gross,
      validationRecords: table.records.map(({ record, report }) => ({ record, report })),
    },
  };
  const written = { model: join(out, 'clinical.onnx'), card: join(out, 'clinical.card.json') };
  await mkdir(out, { recursive: true });
  await writeFileAtomic(written.model, model);
  await writeFileAtomic(written.card, new TextEncoder().encode(`${JSON.stringify(card, null, 2)}\n`));
  const single = [];
  for (const { seed, result } of members) {
    const folder = join(out, `seed-${seed}`);
    await mkdir(folder, { recursive: true });
    await writeFileAtomic(join(folder, 'model.onnx'), ensembleGraph([result.model], specification));
    single.push({ seed, model: join(folder, 'model.onnx') });
  }
  return { ...written, members: single };
}

function cardOf(model: Uint8Array, members: readonly Member[], specification: ModelSpecification): ModelCard {
  const [first] = members as [Member, ...Member[]];
  const sha256 = createHash('sha256').update(model).digest('hex');
  const card = createModelCard(first.result, specification, recipeOf(first.seed), {
    id: `clinical-${sha256.slice(0, 8)}`,
    name: 'Clinical model: beats of patients never seen, in context',
    codeVersion: version,
    createdAt: new Date().toISOString(),
    protocol: 'clinical',
    split: 'By recording, after de Chazal et al. 2004: DS1 trains, DS2 tests.',
  });
  return {
    ...card,
    sha256,
    bytes: model.length,
    parameters: members.reduce((sum, { result }) => sum + result.parameters, 0),
    limitations: [
      'Trained on 22 patients of the MIT-BIH Arrhythmia Database (DS1): two-lead ambulatory recordings of 1975 to 1979, and rhythms made up from their beats. Seven of these patients have nearly all supraventricular beats.',
      'Supraventricular beats are the weak spot: figures differ widely from patient to patient, and what is found depends on the operating point.',
      'Fusion beats are mostly taken for normal or ventricular ones; unknown and paced beats are not recognised.',
      'A beat is compared with the others of its half hour: recordings shorter than a minute or two give it little to compare with.',
      'Escape beats (e, j) count as normal, after de Chazal et al. 2004 and not after EC57.',
      'Two records of one patient stand on both sides of the split: 201 was trained on, 202 is tested (de Chazal’s split is kept as published).',
      'The design was changed between looks at DS2, in answer to errors seen there, though every change was kept or dropped on DS1: the figures are somewhat optimistic, and the first look is the one that nothing of this model had steered.',
    ],
    training: {
      ...card.training,
      seconds: members.reduce((sum, { result }) => sum + result.seconds, 0),
      recipe: { ...recipeOf(first.seed), seeds: members.map(({ seed }) => seed) },
      temperature: specification.decision?.temperature ?? 1,
    },
  };
}
