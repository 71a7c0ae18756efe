import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { Option } from 'commander';

import { beatClasses } from '../../contract/classes.ts';
import { CaliperError } from '../../contract/errors.ts';
import { buildClinical } from '../../dataset/clinical/clinical-protocol.ts';
import { namedCounts } from '../../dataset/counts.ts';
import { buildDs1Ds2 } from '../../dataset/ds1ds2-protocol.ts';
import type { DatasetManifest } from '../../dataset/folder-format.ts';
import type { BuiltDataset, Protocol } from '../../dataset/protocol.ts';
import { protocols } from '../../dataset/protocol.ts';
import { decodeMembership } from '../../dataset/seed-membership.ts';
import { buildSeed, seedTestSha256 } from '../../dataset/seed-protocol.ts';
import { openFolder } from '../../files/folder.ts';
import { openWfdb } from '../../formats/wfdb/open.ts';
import { sha256OfCsv, writeCsv } from '../dataset-csv.ts';
import { prepareDatasetFolder, writeDatasetFolder } from '../dataset-folder.ts';
import { verifyMitdb } from '../mitdb-source.ts';
import { resourcesFolder } from '../resources.ts';
import type { CliCommand, CliContext } from './command.ts';

interface BuildCommandOptions {
  readonly protocol: Protocol;
  readonly source: string;
  readonly out: string;
  readonly csv?: boolean;
  readonly json?: boolean;
}

/** Names of the study's CSV files by split. */
const csvNames = { train: 'mitbih_train.csv', test: 'mitbih_test.csv' } as const;

/** `caliper dataset build`: a training set from raw records. */
export const datasetCommand: CliCommand = {
  define(program, context) {
    program
      .command('dataset')
      .description('make data sets')
      .command('build')
      .description('make a training set from the raw records of the MIT-BIH Arrhythmia Database')
      .addOption(
        new Option(
          '--protocol <name>',
          "seed: the study's rows; ds1ds2: patients apart, after de Chazal; clinical: the same with context",
        )
          .choices(protocols)
          .makeOptionMandatory(),
      )
      .requiredOption('--source <folder>', 'folder of the records')
      .requiredOption('--out <folder>', 'folder to write, empty, new or an older data set')
      .option('--csv', 'also write the CSV files in the form of the study')
      .option('--json', 'print the result as JSON')
      .action((options: BuildCommandOptions) => buildDataset(options, context));
  },
};

async function buildDataset(options: BuildCommandOptions, context: CliContext): Promise<void> {
  const started = performance.now();
  await verifyMitdb(options.source);
  const built = await readRecords(options, context);
  context.signal.throwIfAborted();
  await prepareDatasetFolder(options.out);
  const csv = await makeCsv(built, options);
  const manifest = await writeDatasetFolder(options.out, built, csv);
  const seconds = (performance.now() - started) / 1000;
  for (const line of manifest.log) context.note(line);
  context.out(options.json ? `${JSON.stringify(asJson(manifest, seconds))}\n` : asText(manifest, options.out, seconds));
}

async function readRecords(options: BuildCommandOptions, context: CliContext): Promise<BuiltDataset> {
  const folder = openFolder(options.source);
  const open = (name: string) => {
    context.signal.throwIfAborted();
    return openWfdb(folder, name);
  };
  if (options.protocol === 'ds1ds2') return buildDs1Ds2(open);
  if (options.protocol === 'clinical') return buildClinical(open);
  const membership = await readFile(join(resourcesFolder(), 'dataset', 'seed-test-rows.bin'));
  return buildSeed(open, decodeMembership(membership));
}

/** Checks the study's test rows against their published hash, and writes the CSV files where they are wanted. */
async function makeCsv(built: BuiltDataset, options: BuildCommandOptions): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  if (built.protocol === 'seed') {
    hashes[csvNames.test] = sha256OfCsv(built.splits.test);
    if (hashes[csvNames.test] !== seedTestSha256) {
      throw new CaliperError(
        'internal',
        `The test rows differ from the published file (SHA-256 ${hashes[csvNames.test]}); nothing was written.`,
      );
    }
  }
  if (options.csv) {
    for (const split of ['test', 'train'] as const) {
      hashes[csvNames[split]] = await writeCsv(join(options.out, csvNames[split]), built.splits[split]);
    }
  }
  return hashes;
}

function asJson(manifest: DatasetManifest, seconds: number): unknown {
  const splits = Object.entries(manifest.splits);
  return {
    protocol: manifest.protocol,
    mapping: manifest.mapping,
    splits: Object.fromEntries(splits.map(([name, { classes }]) => [name, namedCounts(classes)])),
    sha256: {
      ...Object.fromEntries(
        splits.flatMap(([name, { files }]) => Object.entries(files).map(([file, hash]) => [`${name}/${file}`, hash])),
      ),
      ...manifest.csv,
    },
    log: manifest.log,
    seconds,
  };
}

function asText(manifest: DatasetManifest, folder: string, seconds: number): string {
  const lines = [`${'split'.padEnd(8)}${'rows'.padStart(9)}${beatClasses.map((name) => name.padStart(8)).join('')}`];
  for (const [name, { count, classes }] of Object.entries(manifest.splits)) {
    const columns = classes.map((number) => number.toLocaleString('en').padStart(8));
    lines.push(`${name.padEnd(8)}${count.toLocaleString('en').padStart(9)}${columns.join('')}`);
  }
  for (const [name, hash] of Object.entries(manifest.csv)) lines.push(`${name} SHA-256 ${hash}`);
  if (manifest.csv[csvNames.test] === seedTestSha256) lines.push('The test rows equal the published file.');
  lines.push(`Written to ${resolve(folder)} in ${seconds.toFixed(1)} s.`);
  return `${lines.join('\n')}\n`;
}
