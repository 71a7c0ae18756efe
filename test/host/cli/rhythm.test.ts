import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { rhythmCommand } from '../../../app/host/cli/rhythm.ts';
import { comparisonText } from '../../../app/host/cli/rhythm-text.ts';
import { databaseFolder } from '../../support/databases.ts';
import { runCommand } from './run-command.ts';

const demo = join(import.meta.dirname, '../../../resources/demo/demo');
const mitdb = databaseFolder('mitdb');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-rhythm-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Facts {
  readonly record: string;
  readonly summary: { readonly beats: number; readonly kinds: readonly { kind: string; count: number }[] };
  readonly events?: readonly unknown[];
}

describe('caliper rhythm', () => {
  it('prints counts, rates, events and heart rate variability of a recording', async () => {
    const { out } = await runCommand(rhythmCommand, ['rhythm', demo]);
    expect(out).toMatch(/^demo: \d+ beats \(N \d+, S \d+, V \d+, F \d+, Q \d+\)\n/);
    expect(out).toMatch(/ {2}heart rate +\d+\/min, slowest \d+\/min at \d\d:\d\d:\d\d\.\d, fastest/);
    expect(out).toMatch(/SDNN \d+\.\d, SDANN (\d+\.\d|-), RMSSD \d+\.\d ms/);
  });

  it('lists as many events as it counts', async () => {
    const { out } = await runCommand(rhythmCommand, ['rhythm', demo, '--events', '--json']);
    const { record, summary, events } = JSON.parse(out) as Facts;
    expect(record).toBe('demo');
    expect(events).toHaveLength(summary.kinds.reduce((sum, { count }) => sum + count, 0));
  });

  it('follows limits from a file, which names only what differs', async () => {
    const file = join(folder, 'limits.json');
    await writeFile(file, '{"pause": {"milliseconds": 500}}');
    const { out } = await runCommand(rhythmCommand, ['rhythm', demo, '--criteria', file, '--json']);
    const { summary } = JSON.parse(out) as Facts;
    expect(summary.kinds.find(({ kind }) => kind === 'pause')?.count).toBeGreaterThan(0);
  });

  it('says which limit is wrong', async () => {
    const file = join(folder, 'limits.json');
    await writeFile(file, '{"pause": {"milliseconds": 2}}');
    const { error } = await runCommand(rhythmCommand, ['rhythm', demo, '--criteria', file]);
    expect(error).toMatch(/limits\.json: pause\.milliseconds: /);
    await writeFile(file, '[1]');
    const refused = await runCommand(rhythmCommand, ['rhythm', demo, '--criteria', file]);
    expect(refused.error).toMatch(/limits\.json is no JSON object of criteria\./);
  });

  it('names a file of limits that is not there', async () => {
    const { error } = await runCommand(rhythmCommand, ['rhythm', demo, '--criteria', join(folder, 'none.json')]);
    expect(error).toMatch(/none\.json cannot be read\./);
  });
});

it('the comparison gives sensitivity and predictivity by duration over all recordings', () => {
  const text = comparisonText([
    { record: 'a', annotated: 100, found: 100, both: 80, flutter: 20 },
    { record: 'b', annotated: 0, found: 0, both: 0, flutter: 0 },
  ]);
  expect(text).toContain(
    'sensitivity 80.0 %, positive predictivity 80.0 %, without what is annotated as flutter 100.0 %',
  );
  expect(text).not.toContain('\nb ');
});

describe.skipIf(!mitdb)('on the MIT-BIH database', () => {
  it('most of the annotated fibrillation of 201 is found, and none in 100', async () => {
    const records = ['100', '201'].map((name) => join(mitdb ?? '', name));
    const { out } = await runCommand(rhythmCommand, ['rhythm', ...records, '--compare', '--json']);
    const [regular, irregular] = JSON.parse(out) as { annotated: number; found: number; both: number }[];
    expect(regular).toMatchObject({ annotated: 0, found: 0 });
    expect(irregular!.both / irregular!.annotated).toBeGreaterThan(0.9);
  });
});
