import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import type { BeatTextLayout } from '../../../app/evaluation/ec57/beat-text.ts';
import { bxbText } from '../../../app/evaluation/ec57/beat-text.ts';
import { compareBeats } from '../../../app/evaluation/ec57/compare-beats.ts';
import { compareRuns } from '../../../app/evaluation/ec57/compare-runs.ts';
import { rxrText } from '../../../app/evaluation/ec57/run-text.ts';
import { openFolder, openRecordingAt } from '../../../app/files/folder.ts';
import { readAnnotator } from '../../../app/formats/wfdb/annotators.ts';
import type { Annotation } from '../../../app/signal/recording.ts';
import { databaseFolder } from '../../support/databases.ts';
import { ec57Folder } from '../../support/ec57-reference.ts';

const folder = ec57Folder() ?? '';
const mitdb = databaseFolder('mitdb');

interface Pair {
  readonly rate: number;
  readonly frames: number;
  readonly reference: Annotation[];
  readonly test: Annotation[];
}

function namesOf(kind: string, ending: string): string[] {
  if (folder === '') return [];
  const names = readdirSync(join(folder, kind)).filter((name) => name.endsWith(ending));
  return names.map((name) => name.slice(0, -ending.length));
}

async function syntheticPair(name: string): Promise<Pair> {
  const recording = await openRecordingAt(join(folder, 'synthetic', name));
  const [reference, test] = [await recording.annotations('atr'), await recording.annotations('tst')];
  return { rate: recording.rate, frames: recording.frames, reference, test };
}

async function mitPair(name: string): Promise<Pair> {
  const recording = await openRecordingAt(join(mitdb ?? '', name));
  const reference = await recording.annotations('atr');
  const test = await readAnnotator(openFolder(join(folder, 'mitdb')), name, 'ora', recording.rate);
  return { rate: recording.rate, frames: recording.frames, reference, test };
}

function printed(kind: string, file: string): string {
  return readFileSync(join(folder, kind, file), 'latin1');
}

function bxb(
  { reference, test, rate, frames }: Pair,
  record: string,
  name: string,
  start: number,
  layout: BeatTextLayout,
) {
  const comparison = compareBeats(reference, test, { rate, frames, mapping: 'ec57', start });
  return bxbText(comparison, { record, reference: 'atr', test: name }, layout);
}

function rxr({ reference, test, rate, frames }: Pair, record: string, name: string, start: number) {
  const comparison = compareRuns(reference, test, { rate, frames, mapping: 'ec57', start });
  return rxrText(comparison, { record, reference: 'atr', test: name });
}

describe.skipIf(folder === '')('invented records (skipped where ../shared/reference/ec57 is absent)', () => {
  it('print what bxb and rxr of WFDB print, byte for byte', async () => {
    const names = namesOf('synthetic', '.hea');
    for (const name of names) {
      const pair = await syntheticPair(name);
      for (const [option, start] of [
        ['def', 300],
        ['full', 0],
      ] as const) {
        expect(bxb(pair, name, 'tst', start, 'S')).toBe(printed('synthetic', `${name}.bxb-${option}.txt`));
        expect(rxr(pair, name, 'tst', start)).toBe(printed('synthetic', `${name}.rxr-${option}.txt`));
      }
    }
    expect(names).toHaveLength(100);
  });
});

describe.skipIf(folder === '' || !mitdb)('MIT-BIH records (skipped where the database is absent)', () => {
  it('print what bxb and rxr of WFDB print under every option, byte for byte', async () => {
    const names = namesOf('mitdb', '.ora');
    for (const name of names) {
      const pair = await mitPair(name);
      for (const layout of ['S', 's', 'C', 'c'] as const) {
        expect(bxb(pair, name, 'ora', 300, layout)).toBe(printed('mitdb', `${name}.bxb-${layout}.txt`));
      }
      expect(bxb(pair, name, 'ora', 0, 'S')).toBe(printed('mitdb', `${name}.bxb-S-full.txt`));
      expect(rxr(pair, name, 'ora', 300)).toBe(printed('mitdb', `${name}.rxr-S.txt`));
    }
    expect(names).toHaveLength(24);
  });

  it('have the counts of the whole database under both mappings', async () => {
    const totals = { ec57: [0, 0, 0, 0, 0], aami: [0, 0, 0, 0, 0] };
    for (const name of readdirSync(mitdb ?? '').filter((file) => file.endsWith('.hea'))) {
      const recording = await openRecordingAt(join(mitdb ?? '', name));
      const beats = await recording.annotations('atr');
      const { rate, frames } = recording;
      for (const mapping of ['ec57', 'aami'] as const) {
        const { matrix } = compareBeats(beats, beats, { rate, frames, mapping, start: 0 });
        totals[mapping].forEach((_, label) => (totals[mapping][label]! += matrix[label]![label]!));
      }
    }
    expect(totals.aami).toEqual([90_631, 2781, 7236, 803, 8043]);
    expect(totals.ec57).toEqual([90_631 - 245, 3026, 7236, 803, 8043]);
  });
});
