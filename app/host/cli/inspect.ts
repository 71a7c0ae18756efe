import { basename, dirname, resolve } from 'node:path';

import { CaliperError } from '../../contract/errors.ts';
import { openFolder } from '../../files/folder.ts';
import { verifyChecksums } from '../../formats/wfdb/checksums.ts';
import type { Recording } from '../../signal/recording.ts';
import { printable } from './printable.ts';
import type { CliCommand, CliContext } from './command.ts';
import { openRecord } from './open-record.ts';

interface InspectOptions {
  readonly checksums?: boolean;
  readonly json?: boolean;
}

/** `caliper inspect`: what a recording holds. */
export const inspectCommand: CliCommand = {
  define(program, context) {
    program
      .command('inspect')
      .description('show what a recording holds: leads, length, annotations, oddities')
      .argument('<record>', 'path of the recording, e.g. mitdb/100 or mitdb/100.hea')
      .option('--checksums', 'read every sample and compare with the checksums of the header')
      .option('--json', 'print one JSON object')
      .action((record: string, options: InspectOptions) => run(record, options, context));
  },
};

async function run(path: string, options: InspectOptions, context: CliContext): Promise<void> {
  const recording = await openRecord(path);
  const warnings = [...recording.warnings];
  const annotations = await countAnnotations(recording, warnings);
  const checksums = options.checksums
    ? await verifyChecksums(openFolder(dirname(resolve(path))), basename(recording.name))
    : null;
  for (const { signal, announced, computed } of checksums ?? []) {
    if (announced !== computed) warnings.push(`Signal ${signal} adds up to ${computed}, the header says ${announced}.`);
  }
  const facts = {
    record: recording.name,
    format: recording.format,
    rate: recording.rate,
    samples: recording.frames,
    durationSeconds: recording.frames / recording.rate,
    leads: recording.leads.map(({ name, unit, rate, gain, baseline, resolution }) => ({
      name,
      unit,
      rate,
      gain,
      baseline,
      resolution,
    })),
    patient: recording.patient,
    comments: recording.comments,
    annotations,
    ...(checksums === null ? {} : { checksums }),
    warnings,
  };
  if (options.json) context.out(`${JSON.stringify(facts)}\n`);
  else context.out(describe(facts));
}

/** An annotation file that cannot be read becomes a warning: it may be a file of something else with a common ending. */
async function countAnnotations(recording: Recording, warnings: string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const annotator of recording.annotators) {
    try {
      counts[annotator] = (await recording.annotations(annotator)).length;
    } catch (error) {
      if (!(error instanceof CaliperError)) throw error;
      warnings.push(error.message);
    }
  }
  return counts;
}

function describe(facts: {
  record: string;
  format: string;
  rate: number;
  samples: number;
  durationSeconds: number;
  leads: { name: string; unit: string; rate: number; gain: number }[];
  patient: Recording['patient'];
  comments: readonly string[];
  annotations: Record<string, number>;
  warnings: readonly string[];
}): string {
  const { age, sex } = facts.patient;
  const lines = [
    `${facts.record} (${facts.format}): ${facts.samples} samples at ${facts.rate} Hz, ${facts.durationSeconds.toFixed(1)} s`,
    `patient: age ${age ?? 'unknown'}, sex ${sex ?? 'unknown'}`,
    ...facts.leads.map(
      (lead, index) =>
        `lead ${index}: ${lead.name || '(no name)'}, ${lead.rate} Hz, ${lead.gain} ADC units per ${lead.unit}`,
    ),
    ...Object.entries(facts.annotations).map(([name, count]) => `annotations ${name}: ${count}`),
    ...facts.comments.map((comment) => `comment: ${comment}`),
    ...facts.warnings.map((warning) => `warning: ${warning}`),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}
