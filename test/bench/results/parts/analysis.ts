import { join } from 'node:path';

import { resourcesFolder } from '../../../../app/host/resources.ts';
import type { AnalysisBenchResult } from '../../../../app/host/cli/bench/analysis.ts';
import { count, decimal, table } from '../markdown.ts';
import type { ResultsPart } from '../part.ts';
import { runProgram } from '../seed-rows.ts';

/** A day of two leads, and two weeks of one: the second must not need more memory. */
const recordings = [
  { name: '24 h, 2 leads, 360 Hz', options: ['--hours', '24', '--leads', '2', '--rate', '360'] },
  { name: '14 days, 1 lead, 250 Hz', options: ['--hours', '336', '--leads', '1', '--rate', '250'] },
];

const megabyte = 2 ** 20;

function line(name: string, result: AnalysisBenchResult): string[] {
  return [
    name,
    count(result.beats),
    decimal(result.seconds, 1),
    count(Math.round(result.rate)),
    decimal(result.ratio, 2),
    decimal(result.processorSeconds, 1),
    count(Math.round(result.memory / megabyte)),
    String(result.processes),
  ];
}

/** A day in seconds: `caliper bench analysis`. */
export const analysis: ResultsPart = {
  title: 'A day in seconds',
  async measure({ signal, note }) {
    const cli = join(resourcesFolder(), '..', 'app', 'host', 'cli.ts');
    const results: { name: string; result: AnalysisBenchResult }[] = [];
    for (const { name, options } of recordings) {
      note(`${name} …`);
      const printed = await runProgram([cli, 'bench', 'analysis', ...options, '--json'], signal);
      results.push({ name, result: JSON.parse(printed) as AnalysisBenchResult });
    }
    const stages = Object.keys(results[0]!.result.stages);
    const [day] = results;
    return {
      text: [
        'By `caliper bench analysis`: a simulated recording is read, its beats found, named with the clinical model and stored, as one streaming',
        'pipeline. The ceiling is reading and decoding every sample once.',
        '',
        table(
          [
            'recording',
            'beats',
            'seconds',
            'times real time',
            'of the ceiling',
            'processor s',
            'memory MiB',
            'processes',
          ],
          results.map(({ name, result }) => line(name, result)),
        ),
        '',
        'Seconds of this process by stage:',
        '',
        table(
          ['recording', ...stages],
          results.map(({ name, result }) => [name, ...stages.map((stage) => decimal(result.stages[stage], 1))]),
        ),
      ].join('\n'),
      summary: [
        {
          table: 'speed',
          what: 'Analysis of a day: 24 h, 2 leads, 360 Hz',
          protocol: `detector, clinical model and database, ${day!.result.processes} process(es) naming beats`,
          figure: `${decimal(day!.result.seconds, 1)} s`,
        },
      ],
      figures: results,
    };
  },
};
