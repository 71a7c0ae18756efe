import { join, resolve } from 'node:path';

import * as v from 'valibot';

import { CaliperError } from '../../contract/errors.ts';
import { JobRecord, type RecordingRow } from '../../contract/records.ts';
import type { Core } from '../../core/core.ts';
import { openStore } from '../../store/open-store.ts';
import { launchChild } from '../launch.ts';
import { resourcesFolder } from '../resources.ts';
import { startCore } from '../start-core.ts';
import type { CliCommand, CliContext } from './command.ts';

interface Options {
  readonly data?: string;
  readonly json?: boolean;
}

/** `caliper session`: what the library holds. */
export const sessionCommand: CliCommand = {
  define(program, context) {
    const session = program.command('session').description('import recordings and list the sessions of the library');
    session
      .command('import')
      .description('import and analyse recordings, files or folders')
      .argument('<paths...>', 'recordings or folders')
      .option('--data <folder>', 'folder of the database')
      .option('--json', 'print JSON')
      .action((paths: string[], options: Options) => importPaths(paths, options, context));
    session
      .command('list')
      .description('the sessions of the library')
      .option('--data <folder>', 'folder of the database')
      .option('--json', 'print JSON')
      .action((options: Options) => list(options, context));
  },
};

async function importPaths(paths: readonly string[], options: Options, context: CliContext): Promise<void> {
  const started = await startCore({
    dataFolder: options.data === undefined ? context.dataFolder : resolve(options.data),
    resourcesFolder: resourcesFolder(),
    launch: launchChild,
    host: 'cli',
  });
  try {
    const job = await runImport(started.core, paths, context);
    if (options.json) context.out(`${JSON.stringify(job)}\n`);
    else
      for (const { name, state, note } of job.items)
        context.out(`${state === 'failed' ? 'not imported' : 'imported'} ${name}: ${note}\n`);
    if (job.state !== 'done') throw new CaliperError('damaged-file', job.error ?? 'The import was stopped.');
  } finally {
    await started.close();
  }
}

/** Imports and waits for the end; Ctrl C stops after the recording under way. */
function runImport(core: Core, paths: readonly string[], context: CliContext): Promise<JobRecord> {
  return new Promise((ended) => {
    core.subscribe((name, payload) => {
      if (!v.is(JobRecord, payload)) return;
      if (name === 'job.ended') ended(payload);
      else context.note(`${payload.done} of ${payload.total}: ${payload.stage}`);
    });
    const jobId = core.importPaths(paths.map((path) => resolve(path)));
    context.signal.addEventListener('abort', () => core.stopJob(jobId), { once: true });
  });
}

async function list(options: Options, context: CliContext): Promise<void> {
  const store = await openStore(
    join(options.data === undefined ? context.dataFolder : resolve(options.data), 'caliper.db'),
  );
  try {
    const rows = await store.listRecordings();
    if (options.json) return context.out(`${JSON.stringify(rows)}\n`);
    if (rows.length === 0) context.note('The library is empty: import a recording with "caliper session import FILE".');
    for (const row of rows) context.out(`${line(row)}\n`);
  } finally {
    await store.close();
  }
}

function line({ sessionId, name, beats, analysis, review, model }: RecordingRow): string {
  return `${sessionId}  ${name}  ${beats} beats  ${analysis}, ${review}  ${model?.id ?? 'no model'}`;
}
