import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { DatasetManifest } from '../../../app/dataset/folder-format.ts';
import type { LabelledRows } from '../../../app/dataset/rows.ts';
import { mostProbable } from '../../../app/evaluation/confusion.ts';
import type { NamedBeats } from '../../../app/evaluation/named-beats.ts';
import { readDatasetFolder } from '../../../app/host/dataset-folder.ts';
import { classifyRows } from '../../../app/host/evaluate-model.ts';
import { launchChild } from '../../../app/host/launch.ts';
import { resourcesFolder } from '../../../app/host/resources.ts';
import { createInference } from '../../../app/inference/client.ts';
import type { ModelFile } from '../../../app/inference/client.ts';
import { databaseFolder } from '../../support/databases.ts';
import { NotHere } from './part.ts';
import type { PartContext } from './part.ts';

const root = join(resourcesFolder(), '..');

/** Runs one of our programs and returns what it printed; its progress stays on standard error. */
export async function runProgram(args: readonly string[], signal: AbortSignal): Promise<string> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], signal });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise((done) => child.on('close', done));
  if (code !== 0) throw new Error(`${args.slice(0, 3).join(' ')} failed with code ${String(code)}.`);
  return output;
}

/** The study's test rows, built from the raw records into dist/models/dataset where they are not there yet. */
export async function seedTestRows(context: PartContext): Promise<{ manifest: DatasetManifest; rows: LabelledRows }> {
  const source = databaseFolder('mitdb');
  if (source === null) throw new NotHere('The mitdb database is not in ../shared/data; set CALIPER_DATA.');
  const folder = join(root, 'dist', 'models', 'dataset');
  if (!existsSync(join(folder, 'dataset.json'))) {
    context.note("Making the study's rows …");
    const build = ['dataset', 'build', '--protocol', 'seed', '--source', source, '--out', folder, '--json'];
    await runProgram([join(root, 'app/host/cli.ts'), ...build], context.signal);
  }
  const { manifest, splits } = await readDatasetFolder(folder, ['test']);
  return { manifest, rows: splits['test']! };
}

/** Rows named by a model. */
export async function nameRows(
  model: ModelFile,
  manifest: DatasetManifest,
  rows: LabelledRows,
  { signal }: PartContext,
): Promise<NamedBeats> {
  const inference = createInference({ launch: launchChild });
  try {
    const { probabilities } = await classifyRows(inference, model, manifest, rows, { signal });
    return { probabilities, labels: rows.labels, predictions: mostProbable(probabilities) };
  } finally {
    await inference.close();
  }
}
