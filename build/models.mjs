import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { recipes } from './recipes.mjs';
import { ensureInstalled, environment, fail, node24, root, say } from './toolchain.mjs';

/**
 * `npm run models`: rebuilds a model on the study's rows, from the raw records in ../shared/data (or CALIPER_DATA).
 *
 * Builds the study's data set, trains a network with one of the recipes of recipes.mjs once for each seed, scores every model
 * on all test rows and on a class-balanced draw of them, and ships the one with the best validation macro-F1: the test rows
 * choose nothing. Its card names the figures of all seeds.
 *
 *   npm run models                                          the model that ships, into resources/models
 *   npm run models -- --recipe study                        the study's own recipe, into dist/models/study
 *   npm run models -- --recipe clinical                     the clinical model, into resources/models (see train-clinical)
 *   npm run models -- --recipe kachuee --json               the network the study compares itself with; figures as JSON
 *   npm run models -- --resume                              goes on where an interrupted run stopped; finished seeds are scored only
 *   npm run models -- --out /tmp/try -- --epochs 1          what stands behind the second -- goes to "caliper train"
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    recipe: { type: 'string', default: 'shipped' },
    seeds: { type: 'string', default: '1,2,3' },
    out: { type: 'string' },
    resume: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

/** Rows of every class in the balanced draw, as in the paper of Kachuee et al., and the seed of the draw. */
const draw = { perClass: 819, seed: 1 };

if (values.recipe === 'clinical') {
  await buildClinical();
  process.exit();
}
const recipe = Object.hasOwn(recipes, values.recipe) ? recipes[values.recipe] : null;
if (!recipe) fail(`There is no recipe "${values.recipe}"; known: ${Object.keys(recipes).join(', ')}.`);
ensureInstalled();
const source = join(process.env.CALIPER_DATA ?? resolve(root, '..', 'shared', 'data'), 'mitdb');
if (!existsSync(source)) fail(`The MIT-BIH records are not in ${source}; fetch them with "caliper data fetch mitdb".`);

const models = join(root, 'dist', 'models');
const work = join(models, values.recipe);
const out = values.out ?? (values.recipe === 'shipped' ? join(root, 'resources', 'models') : work);
if (!values.resume) rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const dataset = join(models, 'dataset');
await caliper('dataset', 'build', '--protocol', 'seed', '--source', source, '--out', dataset, '--json');

const runs = [];
for (const seed of values.seeds.split(',').map(Number)) {
  const folder = join(work, `seed-${seed}`);
  const resume = values.resume && existsSync(join(folder, 'checkpoint.bin')) ? ['--resume'] : [];
  say(`Training with seed ${seed} …`);
  const trained = await caliper(
    ...['train', '--dataset', dataset, '--seed', String(seed), '--out', folder, '--json'],
    ...[...recipe, ...resume, ...positionals],
  );
  if (trained.stopped) fail('Stopped; "npm run models -- --resume" goes on.');
  const evaluate = ['evaluate', '--model', trained.model, '--dataset', dataset, '--json'];
  const scored = await caliper(...evaluate, '--write-card');
  const balanced = await caliper(...evaluate, '--balanced', String(draw.perClass), '--seed', String(draw.seed));
  say(`Seed ${seed}: accuracy ${scored.accuracy.toFixed(4)}, macro-F1 ${scored.macroF1.toFixed(4)} on the test rows.`);
  runs.push({ seed, trained, scored, balanced });
}

const shipped = runs.toSorted((a, b) => b.trained.best.validationMacroF1 - a.trained.best.validationMacroF1)[0];
mkdirSync(out, { recursive: true });
const name = join(out, values.recipe === 'kachuee' ? 'kachuee' : 'seed');
copyFileSync(shipped.trained.model, `${name}.onnx`);
const card = JSON.parse(readFileSync(shipped.trained.card, 'utf8'));
const seeds = runs.map(({ seed, scored }) => ({ seed, accuracy: scored.accuracy, macroF1: scored.macroF1 }));
writeFileSync(`${name}.card.json`, `${JSON.stringify({ ...card, seeds }, null, 2)}\n`);

say(`Kept seed ${shipped.seed} as ${name}.onnx.`);
say(`All test rows: ${spreads((run) => run.scored)}.`);
say(`${draw.perClass} rows of every class: ${spreads((run) => run.balanced)}.`);
if (values.json)
  console.log(JSON.stringify({ recipe: values.recipe, shipped: shipped.seed, seeds: runs.map(summary) }));

function summary({ seed, trained, scored, balanced }) {
  const figures = ({ accuracy, macroF1, balancedAccuracy, ece }) => ({ accuracy, macroF1, balancedAccuracy, ece });
  return {
    seed,
    weightsSha256: trained.weightsSha256,
    epoch: trained.best,
    natural: figures(scored),
    balanced: { ...figures(balanced), ...draw },
  };
}

/** The clinical model: trained and chosen on DS1, scored on DS2, with the log of the looks at DS2 in its card. */
async function buildClinical() {
  ensureInstalled();
  const data = process.env.CALIPER_DATA ?? resolve(root, '..', 'shared', 'data');
  const folder = join(root, 'dist', 'models', 'clinical');
  const shipped = values.out ?? join(root, 'resources', 'models');
  const looks = join(root, 'resources', 'models', 'clinical.looks.json');
  const built = await caliper(
    ...['train-clinical', '--source', join(data, 'mitdb'), '--noise', join(data, 'nstdb'), '--out', folder],
    ...['--test', '--looks', looks, '--json'],
  );
  mkdirSync(shipped, { recursive: true });
  copyFileSync(built.model, join(shipped, 'clinical.onnx'));
  copyFileSync(built.card, join(shipped, 'clinical.card.json'));
  say(`Shipped as ${join(shipped, 'clinical.onnx')}.`);
}

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

function spreads(reportOf) {
  return ['accuracy', 'macroF1', 'ece']
    .map((figure) => `${figure} ${spread(runs.map((run) => reportOf(run)[figure]))}`)
    .join(', ');
}

function spread(figures) {
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
  const squares = figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0);
  const deviation = figures.length > 1 ? Math.sqrt(squares / (figures.length - 1)) : 0;
  return `${mean.toFixed(4)} ± ${deviation.toFixed(4)} (${figures.length} seeds)`;
}
