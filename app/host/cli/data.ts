import { resolve } from 'node:path';

import { CaliperError } from '../../contract/errors.ts';
import { databases, fetchDatabase, isDatabase } from '../fetch-database.ts';
import type { CliCommand, CliContext } from './command.ts';

interface Options {
  readonly out: string;
  readonly from?: string;
  readonly json?: boolean;
}

/** `caliper data fetch`: the one command that uses the network, and only when asked. */
export const dataCommand: CliCommand = {
  define(program, context) {
    const data = program.command('data').description('public ECG databases');
    data
      .command('fetch')
      .description('download a database from PhysioNet and check every file')
      .argument('<name>', `one of ${Object.keys(databases).join(', ')}`)
      .option('--out <folder>', 'where to put it', '.')
      .option('--from <url>', 'a mirror with the same files')
      .option('--json', 'print the result as JSON')
      .action((name: string, options: Options) => run(name, options, context));
  },
};

async function run(name: string, { out, from, json }: Options, context: CliContext): Promise<void> {
  if (!isDatabase(name))
    throw new CaliperError(
      'not-found',
      `There is no database "${name}" to fetch: choose one of ${Object.keys(databases).join(', ')}.`,
    );
  const folder = resolve(out, name);
  const result = await fetchDatabase(name, folder, {
    ...(from === undefined ? {} : { from }),
    signal: context.signal,
    onFile: (file, done, total) => context.note(`${done} of ${total}: ${file}`),
  });
  if (json) context.out(`${JSON.stringify({ folder, ...result })}\n`);
  else context.out(`${result.files} files in ${folder}, every checksum right (${result.downloaded} downloaded now).\n`);
}
