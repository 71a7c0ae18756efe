import { join } from 'node:path';

import { resourcesFolder } from '../../../../app/host/resources.ts';
import { textTable } from '../markdown.ts';
import { NotHere } from '../part.ts';
import type { ResultsPart } from '../part.ts';
import { runProgram } from '../seed-rows.ts';

/** A day in seconds: `caliper bench analysis`. */
export const analysis: ResultsPart = {
  title: 'A day in seconds',
  async measure({ signal }) {
    const cli = join(resourcesFolder(), '..', 'app', 'host', 'cli.ts');
    const help = await runProgram([cli, 'bench', '--help'], signal);
    if (!/^\s+analysis\b/m.test(help)) throw new NotHere('"caliper bench analysis" is not there yet.');
    const figures = JSON.parse(await runProgram([cli, 'bench', 'analysis', '--json'], signal)) as Record<
      string,
      unknown
    >;
    return {
      text: [
        'As `caliper bench analysis --json` prints it:',
        '',
        textTable(
          ['figure', 'value'],
          Object.entries(figures).map(([name, value]) => [name, JSON.stringify(value)]),
        ),
      ].join('\n'),
      summary: [],
      figures,
    };
  },
};
