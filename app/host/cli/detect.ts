import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { detectionAnnotations } from '../../beat/detection-annotations.ts';
import { detectBeats } from '../../beat/detect.ts';
import { writeFileAtomic } from '../../files/atomic-write.ts';
import { isBeatCode } from '../../formats/wfdb/codes.ts';
import { writeAnnotations } from '../../formats/wfdb/write-annotations.ts';
import type { CliCommand, CliContext } from './command.ts';
import { emptinessWarnings } from './emptiness.ts';
import { openRecord } from './open-record.ts';

interface DetectOptions {
  readonly out: string;
  readonly json?: boolean;
  readonly shutdown?: boolean;
}

/** `caliper detect`: beat positions only. */
export const detectCommand: CliCommand = {
  define(program, context) {
    program
      .command('detect')
      .description(
        'find every beat and write RECORD.qrs (WFDB annotations), with NOISE marks around unreadable stretches',
      )
      .argument('<records...>', 'recordings, with or without their ending')
      .requiredOption('--out <folder>', 'folder of the .qrs files')
      .option('--shutdown', 'leave out beats where the signal is unreadable, as EC57 lets a detector do')
      .option('--json', 'print the results as JSON')
      .action((records: string[], options: DetectOptions) => run(records, options, context));
  },
};

async function run(
  records: readonly string[],
  { out, json, shutdown = false }: DetectOptions,
  context: CliContext,
): Promise<void> {
  const folder = resolve(out);
  await mkdir(folder, { recursive: true });
  const results = [];
  for (const record of records) {
    context.signal.throwIfAborted();
    const started = performance.now();
    const recording = await openRecord(record);
    const warnings = emptinessWarnings(recording);
    warnings.forEach(context.note);
    const detection = await detectBeats(recording, { signal: context.signal });
    const annotations = detectionAnnotations(detection, { shutdown });
    await writeFileAtomic(join(folder, `${recording.name}.qrs`), writeAnnotations(annotations));
    const seconds = Math.round(performance.now() - started) / 1000;
    const beats = annotations.filter(({ code }) => isBeatCode(code)).length;
    const { quality, unreadable } = detection;
    const unreadableSeconds = unreadable.reduce((sum, { from, to }) => sum + to - from, 0) / recording.rate;
    results.push({
      record: recording.name,
      beats,
      seconds,
      leads: detection.leads.map((index) => recording.leads[index]!.name),
      unreadableSeconds: Math.round(unreadableSeconds),
      warnings,
      unreadable: unreadable.map(({ from, to }) => [from, to]),
      /** Mean of the seconds, 0 to 100. */
      quality: Math.round(quality.reduce((sum, value) => sum + value, 0) / Math.max(1, quality.length)),
    });
    const lost = unreadable.length > 0 ? `, ${Math.round(unreadableSeconds)} s unreadable` : '';
    if (!json) context.out(`${recording.name}: ${beats} beats${lost}, ${seconds.toFixed(2)} s\n`);
  }
  if (json) context.out(`${JSON.stringify(results)}\n`);
}
