import { beatClasses } from '../../contract/classes.ts';
import { CaliperError } from '../../contract/errors.ts';
import { classOfCode } from '../../beat/classes.ts';
import { writeSimulation } from '../../files/write-simulation.ts';
import type { ScenarioName } from '../../simulator/scenarios.ts';
import { scenarioNames } from '../../simulator/scenarios.ts';
import type { CliCommand, CliContext } from './command.ts';

interface SimulateOptions {
  readonly hours: string;
  readonly leads: string;
  readonly rate: string;
  readonly seed: string;
  readonly scenario: string;
  readonly out: string;
  readonly name?: string;
  readonly json?: boolean;
}

/** `caliper simulate`: a synthetic recording with its true annotations. */
export const simulateCommand: CliCommand = {
  define(program, context) {
    program
      .command('simulate')
      .description('write a synthetic recording (WFDB) with its true annotations')
      .requiredOption('--hours <hours>', 'length; fractions are allowed')
      .option('--leads <count>', 'leads, 1 to 12', '2')
      .option('--rate <hertz>', 'samples per second, 100 to 2000', '360')
      .option('--seed <number>', 'same seed and options, same recording', '1')
      .option('--scenario <name>', `rhythm: ${scenarioNames.join(', ')}`, 'mixed')
      .requiredOption('--out <folder>', 'folder for NAME.hea, NAME.dat, NAME.atr')
      .option('--name <name>', 'record name; default the scenario and the seed, e.g. mixed-1')
      .option('--json', 'print one JSON object')
      .action((options: SimulateOptions) => run(options, context));
  },
};

async function run(options: SimulateOptions, context: CliContext): Promise<void> {
  const hours = numeric(options.hours, '--hours', 0.001, 8784);
  const rate = numeric(options.rate, '--rate', 100, 2000);
  const leads = whole(options.leads, '--leads', 1, 12);
  const seed = whole(options.seed, '--seed', 0, 2 ** 32 - 1);
  const scenario = scenarioNames.find((name) => name === options.scenario);
  if (scenario === undefined) {
    throw new CaliperError(
      'invalid-input',
      `There is no scenario "${options.scenario}"; choose one of ${scenarioNames.join(', ')}.`,
    );
  }
  const name = options.name ?? `${scenario satisfies ScenarioName}-${seed}`;
  const total = Math.round(hours * 3600 * rate);
  let tenths = 0;
  const started = performance.now();
  const written = await writeSimulation(
    { seconds: hours * 3600, leads, rate, seed, scenario },
    options.out,
    name,
    (frames) => {
      const now = Math.floor((frames / total) * 10);
      if (now > tenths && hours >= 1) context.note(`${now * 10} % simulated`);
      tenths = now;
    },
    context.signal,
  );
  const seconds = (performance.now() - started) / 1000;
  const classes = { N: 0, S: 0, V: 0, F: 0, Q: 0 };
  let beats = 0;
  for (const annotation of written.annotations) {
    const beatClass = beatClasses[classOfCode(annotation.code, 'ec57')];
    if (beatClass === undefined) continue;
    classes[beatClass]++;
    beats++;
  }
  if (options.json) {
    const { record, frames } = written;
    context.out(`${JSON.stringify({ record, samples: frames, beats, classes, seconds })}\n`);
    return;
  }
  const counts = Object.entries(classes).map(([beatClass, count]) => `${beatClass} ${count}`);
  context.out(
    `${written.record}: ${written.frames} samples, ${beats} beats (${counts.join(', ')}) in ${seconds.toFixed(1)} s\n`,
  );
}

function numeric(text: string, option: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most)) {
    throw new CaliperError('invalid-input', `${option} takes a number from ${least} to ${most}, not "${text}".`);
  }
  return value;
}

function whole(text: string, option: string, least: number, most: number): number {
  const value = numeric(text, option, least, most);
  if (!Number.isInteger(value))
    throw new CaliperError('invalid-input', `${option} takes a whole number, not "${text}".`);
  return value;
}
