import { join } from 'node:path';

import type { ViewerBenchResult } from '../../../../app/host/cli/bench/viewer.ts';
import { resourcesFolder } from '../../../../app/host/resources.ts';
import type { ViewerMeasurement } from '../../viewer/measurement.ts';
import { count, decimal, table } from '../markdown.ts';
import type { ResultsPart } from '../part.ts';
import { runProgram } from '../seed-rows.ts';

/** A day of three leads, and two weeks of one. */
const recordings = [
  { name: '24 h, 3 leads, 250 Hz', hours: 24, leads: 3, rate: 250 },
  { name: '14 days, 1 lead, 250 Hz', hours: 336, leads: 1, rate: 250 },
];
const megabyte = 2 ** 20;

interface Measured {
  readonly name: string;
  readonly core: ViewerBenchResult;
  readonly screen: ViewerMeasurement;
}

/** `caliper bench viewer`, and the same recordings in a real browser. */
export const viewer: ResultsPart = {
  title: 'Looking at a day and at two weeks',
  async measure({ signal, note }) {
    const root = join(resourcesFolder(), '..');
    const measured: Measured[] = [];
    for (const { name, hours, leads, rate } of recordings) {
      note(`${name} …`);
      const options = ['--hours', String(hours), '--leads', String(leads), '--rate', String(rate), '--json'];
      const core = await runProgram([join(root, 'app/host/cli.ts'), 'bench', 'viewer', ...options], signal);
      const program = [join(root, 'test/bench/viewer/main.ts'), String(hours), String(leads), String(rate)];
      const screen = await runProgram(program, signal);
      measured.push({
        name,
        core: JSON.parse(core) as ViewerBenchResult,
        screen: JSON.parse(screen) as ViewerMeasurement,
      });
    }
    return {
      text: [screenTables(measured), '', coreTable(measured)].join('\n'),
      summary: measured.map(({ name, screen }) => ({
        table: 'speed',
        what: `First strip: ${name}`,
        protocol: `${count(screen.beats)} beats, from the click to the frame with signal and labels, in Chromium`,
        figure: `${decimal(screen.firstStrip, 0)} ms`,
      })),
      figures: measured,
    };
  },
};

function screenTables(measured: readonly Measured[]): string {
  const worst = ({ screen }: Measured) => Math.max(...screen.frames.map(({ p95 }) => p95));
  return [
    'In Chromium on the built application, 1600 x 1000. Script is all of the page’s: events, Vue, drawing, answers of the core.',
    '',
    table(
      [
        'recording',
        'beats',
        'first strip ms',
        'worst zoom: script a frame p95 ms',
        'key drawn p95 ms',
        'key stored p95 ms',
        'page MiB',
        'core MiB',
      ],
      measured.map((one) => [
        one.name,
        count(one.screen.beats),
        decimal(one.screen.firstStrip, 0),
        decimal(worst(one), 1),
        decimal(one.screen.keys.drawn.p95, 0),
        decimal(one.screen.keys.stored.p95, 0),
        decimal(one.screen.rendererHeap / megabyte, 0),
        one.screen.coreMemory === null ? '-' : decimal(one.screen.coreMemory / megabyte, 0),
      ]),
    ),
    '',
    'Script of a frame while panning and zooming, by what is on screen:',
    ...measured.flatMap(({ name, screen }) => [
      '',
      table(
        [name, 'median ms', 'p95 ms', 'worst ms'],
        screen.frames.map((zoom) => [
          `${count(zoom.secondsOnScreen)} s`,
          decimal(zoom.median, 2),
          decimal(zoom.p95, 2),
          decimal(zoom.worst, 1),
        ]),
      ),
    ]),
  ].join('\n');
}

function coreTable(measured: readonly Measured[]): string {
  const columns = ['readSignal', 'readFiltered', 'nearOverview', 'wholeOverview', 'readBeats'] as const;
  return [
    'The core alone, by `caliper bench viewer`, milliseconds as median / 95th percentile:',
    '',
    table(
      ['recording', 'first strip', 'pyramids built', ...columns, 'signal: of the disk’s speed'],
      measured.map(({ name, core }) => [
        name,
        decimal(core.firstStrip, 1),
        decimal(core.buildPyramids, 0),
        ...columns.map((column) => `${decimal(core[column].median, 2)} / ${decimal(core[column].p95, 2)}`),
        decimal(core.readRatio, 2),
      ]),
    ),
  ].join('\n');
}
