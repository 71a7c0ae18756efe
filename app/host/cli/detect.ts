import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { detectBeats } from '../../beat/detect.ts';
import { writeFileAtomic } from '../../files/atomic-write.ts';
import { openRecordingAt } from '../../files/folder.ts';
import { writeAnnotations } from '../../formats/wfdb/write-annotations.ts';
import type { CliCommand, CliContext } from './command.ts';

interface DetectOptions {
  readonly out: string;
  readonly json?: boolean;
}

/** `caliper detect`: beat positions only. */
export const detectCommand: CliCommand = {
  define(program, context) {
    program
      .command('detect')
      .description('find every beat and write RECORD.qrs (WFDB annotations)')
      .argument('<records...>', 'recordings, with or without their ending')
      .requiredOption('--out <folder>', 'folder of the .qrs files')
      .option('--json', 'print the results as JSON')
      .action((records: string[], options: DetectOptions) => run(records, options, context));
  },
};

async function run(records: readonly string[], { out, json }: DetectOptions, context: CliContext): Promise<void> {
  const folder = resolve(out);
  await mkdir(folder, { recursive: true });
  const results = [];
  for (const record of records) {
    context.signal.throwIfAborted();
    const started = performance.now();
    const recording = await openRecordingAt(record);
    const { samples } = await detectBeats(recording, { signal: context.signal });
    const annotations = Array.from(samples, (sample) => ({
      sample,
      code: 1,
      subtype: 0,
      channel: 0,
      number: 0,
      aux: '',
    }));
    await writeFileAtomic(join(folder, `${recording.name}.qrs`), writeAnnotations(annotations));
    const seconds = Math.round(performance.now() - started) / 1000;
    results.push({ record: recording.name, beats: samples.length, seconds });
    if (!json) context.out(`${recording.name}: ${samples.length} beats, ${seconds.toFixed(2)} s\n`);
  }
  if (json) context.out(`${JSON.stringify(results)}\n`);
}
