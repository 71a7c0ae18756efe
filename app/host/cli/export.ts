import { join, resolve } from 'node:path';

import { Option } from 'commander';

import { CaliperError } from '../../contract/errors.ts';
import { exportKinds, type ExportKind } from '../../contract/report.ts';
import { writeFileAtomic } from '../../files/atomic-write.ts';
import { launchChild } from '../launch.ts';
import { resourcesFolder } from '../resources.ts';
import { startCore } from '../start-core.ts';
import type { CliCommand, CliContext } from './command.ts';

interface Options {
  readonly what: ExportKind;
  readonly out: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** `caliper export`: what a session of the library says, as a file for other programs. */
export const exportCommand: CliCommand = {
  define(program, context) {
    program
      .command('export')
      .description('write the beats, events or annotations of a session of the library to a file')
      .argument('<session>', 'session id or name of the recording; "caliper session list" shows them')
      .addOption(
        new Option('--what <kind>', 'beats (CSV), events (CSV) or annotations (WFDB)')
          .choices([...exportKinds])
          .default('annotations'),
      )
      .option('--out <folder>', 'folder to write to', '.')
      .option('--data <folder>', 'folder of the database')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        `
The file is named after the recording: NAME.cal (WFDB annotations, annotator "cal"), NAME.beats.csv or NAME.events.csv.
Example: caliper export 208 --what annotations --out . && bxb -r 208 -a atr cal`,
      )
      .action((session: string, options: Options) => run(session, options, context));
  },
};

async function run(wanted: string, options: Options, context: CliContext): Promise<void> {
  const started = await startCore({
    dataFolder: options.data === undefined ? context.dataFolder : resolve(options.data),
    resourcesFolder: resourcesFolder(),
    launch: launchChild,
    host: 'cli',
  });
  try {
    const { handlers } = started.core;
    const call = { signal: context.signal };
    const rows = await handlers['library.list']({}, call);
    const matching = rows.filter(({ sessionId, name }) => sessionId === wanted || name === wanted);
    const [row] = matching;
    if (!row)
      throw new CaliperError(
        'not-found',
        `The library has no session and no recording "${wanted}"; "caliper session list" shows what it has.`,
      );
    if (matching.length > 1)
      throw new CaliperError(
        'conflict',
        `${matching.length} recordings are named "${wanted}": give a session id instead, "caliper session list" shows them.`,
      );
    const { sessionId } = row;
    const pieces: Uint8Array[] = [];
    let fileName = '';
    let revision: string | undefined;
    for (let part: number | null = 0; part !== null;) {
      context.signal.throwIfAborted();
      const answer: Awaited<ReturnType<(typeof handlers)['export.read']>> = await handlers['export.read'](
        { sessionId, kind: options.what, part, ...(revision === undefined ? {} : { revision }) },
        call,
      );
      pieces.push(answer.bytes);
      ({ next: part, fileName, revision } = answer);
      if (answer.parts > 1) context.note(`part ${pieces.length} of ${answer.parts}`);
    }
    const path = join(resolve(options.out), fileName);
    await writeFileAtomic(path, Buffer.concat(pieces));
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (options.json) context.out(`${JSON.stringify({ path, bytes, beats: row.beats, kind: options.what })}\n`);
    else context.out(`wrote ${path}: ${bytes} bytes, ${row.beats} beats\n`);
  } finally {
    await started.close();
  }
}
