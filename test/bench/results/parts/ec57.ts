import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { bxbText } from '../../../../app/evaluation/ec57/beat-text.ts';
import type { BeatTextLayout } from '../../../../app/evaluation/ec57/beat-text.ts';
import { compareBeats } from '../../../../app/evaluation/ec57/compare-beats.ts';
import { compareRuns } from '../../../../app/evaluation/ec57/compare-runs.ts';
import { rxrText } from '../../../../app/evaluation/ec57/run-text.ts';
import { openFolder, openRecordingAt } from '../../../../app/files/folder.ts';
import { readAnnotator } from '../../../../app/formats/wfdb/annotators.ts';
import { ec57Folder } from '../../../support/ec57-reference.ts';
import { count, table } from '../markdown.ts';
import { NotHere } from '../part.ts';
import type { ResultsPart } from '../part.ts';
import { databaseRecords } from '../records.ts';

interface Tally {
  equal: number;
  files: number;
}

/** Layout, start and name of each text of the program that is kept for a record. */
type Option = readonly [name: string, start: number, layout: BeatTextLayout | 'runs'];

const groups: Readonly<Record<'synthetic' | 'mitdb', { test: string; options: readonly Option[] }>> = {
  synthetic: {
    test: 'tst',
    options: [
      ['bxb-def', 300, 'S'],
      ['bxb-full', 0, 'S'],
      ['rxr-def', 300, 'runs'],
      ['rxr-full', 0, 'runs'],
    ],
  },
  mitdb: {
    test: 'ora',
    options: [
      ['bxb-S', 300, 'S'],
      ['bxb-S-full', 0, 'S'],
      ['bxb-s', 300, 's'],
      ['bxb-C', 300, 'C'],
      ['bxb-c', 300, 'c'],
      ['rxr-S', 300, 'runs'],
    ],
  },
};

/** The comparison against the outputs of bxb and rxr of WFDB 10.7.0. */
export const ec57: ResultsPart = {
  title: 'EC57: equal to bxb and rxr of WFDB 10.7.0',
  async measure() {
    const folder = ec57Folder();
    if (folder === null) throw new NotHere('The reference outputs are not in ../shared/reference/ec57.');
    const tallies = new Map<string, Tally>();
    for (const kind of ['synthetic', 'mitdb'] as const) {
      for (const record of await recordsOf(folder, kind)) await compareRecord(folder, kind, record, tallies);
    }
    const rows = [...tallies].map(([name, { equal, files }]) => [name, count(files), count(equal)]);
    const equal = [...tallies.values()].reduce((sum, tally) => sum + tally.equal, 0);
    const files = [...tallies.values()].reduce((sum, tally) => sum + tally.files, 0);
    return {
      text: [
        'Every matrix and every printed statistic as text, compared byte by byte (mapping EC57; test annotators are perturbed',
        'and relabelled on purpose, with shutdown, fibrillation and dense beats).',
        '',
        table(['program and option', 'files', 'equal'], rows),
      ].join('\n'),
      summary: [
        {
          table: 'standard',
          what: 'Texts equal to those of bxb and rxr, byte for byte',
          protocol: '24 MIT-BIH and 100 invented record pairs, mapping EC57',
          figure: `${count(equal)} of ${count(files)}`,
        },
      ],
      figures: Object.fromEntries(tallies),
    };
  },
};

async function recordsOf(folder: string, kind: 'synthetic' | 'mitdb'): Promise<string[]> {
  const ending = kind === 'synthetic' ? '.hea' : '.ora';
  const names = await readdir(join(folder, kind));
  return names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
}

async function compareRecord(
  folder: string,
  kind: 'synthetic' | 'mitdb',
  record: string,
  tallies: Map<string, Tally>,
): Promise<void> {
  const { test, options } = groups[kind];
  const own = join(folder, kind);
  const recording =
    kind === 'mitdb' ? await databaseRecords('mitdb')(record) : await openRecordingAt(join(own, record));
  const { rate, frames } = recording;
  const reference = await recording.annotations('atr');
  const judged = await readAnnotator(openFolder(own), record, test, rate);
  const names = { record, reference: 'atr', test };
  for (const [option, start, layout] of options) {
    const settings = { rate, frames, mapping: 'ec57', start } as const;
    const text =
      layout === 'runs'
        ? rxrText(compareRuns(reference, judged, settings), names)
        : bxbText(compareBeats(reference, judged, settings), names, layout);
    const printed = await readFile(join(own, `${record}.${option}.txt`), 'latin1');
    const name = `${kind} ${option}`;
    const tally = tallies.get(name) ?? { equal: 0, files: 0 };
    tallies.set(name, { equal: tally.equal + Number(text === printed), files: tally.files + 1 });
  }
}
