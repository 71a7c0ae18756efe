import { InvalidArgumentError } from 'commander';

import { classOfCode } from '../../beat/classes.ts';
import { usualJoin } from '../../contract/families.ts';
import { cutLength } from '../../families/grid.ts';
import { joinTemplates } from '../../families/join.ts';
import { purityOf, type Purity } from '../../families/purity.ts';
import { comparedLeads } from '../../families/read-signals.ts';
import type { ShapeChunk } from '../../families/shape-chunk.ts';
import { createTemplate } from '../../families/template.ts';
import { isBeatCode } from '../../formats/wfdb/codes.ts';
import { alone, makeFamilies } from '../../core/make-families.ts';
import type { FamilyColumns, FamilyStore } from '../../store/families.ts';
import type { CliCommand, CliContext } from './command.ts';
import { openRecord } from './open-record.ts';

interface FamiliesOptions {
  readonly annotator: string;
  readonly join: number;
  readonly json?: boolean;
}

/** `caliper families`: how well families by shape agree with the labels of an annotator. */
export const familiesCommand: CliCommand = {
  define(program, context) {
    program
      .command('families')
      .description('group the beats of an annotator by shape and print how many families are of one class')
      .argument('<records...>', 'recordings, with or without their ending')
      .option('--annotator <name>', 'whose beats and labels', 'atr')
      .option('--join <correlation>', 'join groups whose means correlate by at least this', correlation, usualJoin)
      .option('--json', 'print one JSON object')
      .action((records: string[], options: FamiliesOptions) => run(records, options, context));
  },
};

function correlation(text: string): number {
  const value = Number(text);
  if (value >= 0.8 && value <= 0.999) return value;
  throw new InvalidArgumentError('It is a number from 0.8 to 0.999.');
}

async function run(
  records: readonly string[],
  { annotator, join, json = false }: FamiliesOptions,
  context: CliContext,
): Promise<void> {
  const results: ({ record: string; seconds: number } & Purity)[] = [];
  for (const record of records) {
    context.signal.throwIfAborted();
    const recording = await openRecord(record);
    const beats = (await recording.annotations(annotator)).filter(({ code }) => isBeatCode(code));
    const samples = Int32Array.from(new Set(beats.map(({ sample }) => sample))).sort();
    const codes = new Map(beats.map(({ sample, code }) => [sample, code]));
    const labels = Uint8Array.from(samples, (sample) => classOfCode(codes.get(sample)!, 'ec57'));
    const started = performance.now();
    const { store, made } = memoryFamilies();
    const leads = comparedLeads(recording);
    const { signal } = context;
    await makeFamilies({ store, recording, sessionId: '', leads, samples, signal, report: () => undefined });
    const { parts, templates, counts } = made();
    const length = leads.length * cutLength;
    const shapes = Array.from(counts, (count, part) =>
      createTemplate(templates.subarray(part * length, (part + 1) * length), leads.length, count),
    );
    const familyOfPart = new Map(
      joinTemplates(shapes, leads.length, join).groups.flatMap((group, family) => group.map((part) => [part, family])),
    );
    const familyOf = parts.map((part) => familyOfPart.get(part) ?? alone);
    const seconds = Math.round(performance.now() - started) / 1000;
    const result = { record: recording.name, seconds, ...purityOf(familyOf, alone, labels) };
    results.push(result);
    if (!json) context.out(`${result.record}: ${inWords(result)}, ${seconds.toFixed(2)} s\n`);
  }
  const sum = (of: (purity: Purity) => number) => results.reduce((total, result) => total + of(result), 0);
  const sorted = results.map(({ families }) => families).sort((a, b) => a - b);
  const all = {
    families: sum(({ families }) => families),
    beats: sum(({ beats }) => beats),
    pure: sum(({ pure }) => pure),
    singles: sum(({ singles }) => singles),
  };
  const median = sorted[sorted.length >> 1] ?? 0;
  if (json) context.out(`${JSON.stringify({ records: results, all, medianFamilies: median })}\n`);
  else if (results.length > 1) context.out(`all: ${inWords(all)}; median ${median}, most ${sorted.at(-1) ?? 0}\n`);
}

function inWords({ families, beats, pure, singles }: Purity): string {
  const share = beats > 0 ? ((100 * pure) / beats).toFixed(2) : '-';
  return `${families} families, ${share} % of ${beats} beats show their family's class, ${singles} single`;
}

/** A store that forgets: one making, in memory. */
function memoryFamilies(): { store: FamilyStore; made: () => FamilyColumns } {
  const chunks: ShapeChunk[] = [];
  let columns: FamilyColumns | null = null;
  return {
    made() {
      if (!columns) throw new Error('Nothing was made.');
      return columns;
    },
    store: {
      begin: () => Promise.resolve(1),
      append: (_, chunk) => Promise.resolve(void chunks.push(chunk)),
      finish: (_, finished) => Promise.resolve(void (columns = finished)),
      abandon: () => Promise.resolve(),
      standing: () => Promise.resolve(null),
      read: () => Promise.resolve(null),
      shapes: (_, index) =>
        Promise.resolve(chunks.find(({ first, count }) => index >= first && index < first + count) ?? null),
    },
  };
}
