import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { ensureInstalled, environment, fail, node24, root, say } from './toolchain.mjs';

/**
 * `npm run models`: rebuilds the models that ship, from the raw records in ../shared/data (or CALIPER_DATA).
 *
 * Builds the study's data set, trains its network with its recipe once for each seed, scores every model on the test rows,
 * and ships the one with the best validation macro-F1: the test rows choose nothing. Its card names the figures of all seeds.
 *
 *   npm run models -- --seeds 1,2,3 --out resources/models   the defaults
 *   npm run models -- --resume                               goes on where an interrupted run stopped
 *   npm run models -- --out /tmp/try -- --epochs 1           what stands behind the second -- goes to "caliper train"
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '1,2,3' },
    out: { type: 'string', default: join(root, 'resources', 'models') },
    resume: { type: 'boolean', default: false },
  },
});

ensureInstalled();
const source = join(process.env.CALIPER_DATA ?? resolve(root, '..', 'shared', 'data'), 'mitdb');
if (!existsSync(source)) fail(`The MIT-BIH records are not in ${source}; fetch them with "caliper data fetch mitdb".`);

const work = join(root, 'dist', 'models');
if (!values.resume) rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const dataset = join(work, 'dataset');
await caliper('dataset', 'build', '--protocol', 'seed', '--source', source, '--out', dataset, '--json');

const runs = [];
for (const seed of values.seeds.split(',').map(Number)) {
  const folder = join(work, `seed-${seed}`);
  const resume = values.resume && existsSync(join(folder, 'checkpoint.bin')) ? ['--resume'] : [];
  say(`Training with seed ${seed} …`);
  const trained = await caliper(
    ...['train', '--dataset', dataset, '--architecture', 'seed', '--seed', String(seed), '--out', folder, '--json'],
    ...[...resume, ...positionals],
  );
  if (trained.stopped) fail('Stopped; "npm run models -- --resume" goes on.');
  const scored = await caliper('evaluate', '--model', trained.model, '--dataset', dataset, '--write-card', '--json');
  say(`Seed ${seed}: accuracy ${scored.accuracy.toFixed(4)}, macro-F1 ${scored.macroF1.toFixed(4)} on the test rows.`);
  runs.push({ seed, trained, scored });
}

const shipped = runs.toSorted((a, b) => b.trained.best.validationMacroF1 - a.trained.best.validationMacroF1)[0];
mkdirSync(values.out, { recursive: true });
copyFileSync(shipped.trained.model, join(values.out, 'seed.onnx'));
const card = JSON.parse(readFileSync(shipped.trained.card, 'utf8'));
const seeds = runs.map(({ seed, scored }) => ({ seed, accuracy: scored.accuracy, macroF1: scored.macroF1 }));
writeFileSync(join(values.out, 'seed.card.json'), `${JSON.stringify({ ...card, seeds }, null, 2)}\n`);

say(`Shipped seed ${shipped.seed} as ${join(values.out, 'seed.onnx')}.`);
say(`Accuracy ${spread(seeds.map((seed) => seed.accuracy))}, macro-F1 ${spread(seeds.map((seed) => seed.macroF1))}.`);

/** Runs the command line of this checkout and returns the JSON that it prints; progress stays on standard error. */
async function caliper(...args) {
  const child = spawn(node24, [join(root, 'app', 'host', 'cli.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment(),
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  const code = await new Promise((done) => child.on('close', done));
  if (code !== 0) fail(`"caliper ${args.slice(0, 2).join(' ')}" failed; no model was shipped.`);
  return JSON.parse(output);
}

function spread(figures) {
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
  const squares = figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0);
  const deviation = figures.length > 1 ? Math.sqrt(squares / (figures.length - 1)) : 0;
  return `${mean.toFixed(4)} ± ${deviation.toFixed(4)} (${figures.length} seeds)`;
}
