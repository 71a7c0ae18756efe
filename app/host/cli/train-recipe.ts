import { availableParallelism } from 'node:os';

import { InvalidArgumentError, type Command } from 'commander';
import * as v from 'valibot';

import { CaliperError } from '../../contract/errors.ts';
import { architectureNames, decayOf } from '../../model/architectures/architectures.ts';
import { TrainingOptions } from '../../training/request.ts';

/** The options of `caliper train` that decide what is learned, as commander gives them. */
export interface RecipeOptions {
  readonly architecture: string;
  readonly threads: number;
  readonly classExponent?: number;
  readonly groupExponent?: number;
  readonly draws?: number;
  readonly augmentation?: Readonly<Record<string, unknown>>;
}

/** Declares the options that {@link recipeOf} reads; every default is the study's. */
export function defineRecipe(command: Command): Command {
  return command
    .option('--architecture <name>', architectureNames.join(' or '), 'seed')
    .option('--epochs <number>', 'passes over the training rows (30)', number)
    .option('--batch <number>', 'beats a step (32)', number)
    .option('--seed <number>', 'same seed, same model (1)', number)
    .option('--threads <number>', 'threads of the CPU provider', number, availableParallelism())
    .option('--validation <share>', 'share of the training rows that is held out (0.1)', number)
    .option('--choose <epoch>', 'which epoch is kept: best (on the held-out rows) or last (best)')
    .option('--calibrate', 'fit the temperature of the probabilities on the held-out rows and build it into the model')
    .option('--per-class <number>', 'rows a class after resampling, 0 for none (10000)', number)
    .option('--draws <number>', 'draw so many rows for every epoch instead of resampling once', number)
    .option('--class-exponent <share>', 'with --draws: 1 keeps the mix of classes, 0 levels it (1)', number)
    .option('--group-exponent <share>', 'with --draws: the same for recordings within a class (1)', number)
    .option('--learning-rate <number>', 'of Adam (0.001)', number)
    .option('--decay <factor>', 'on the learning rate after every 10,000 steps (as the authors of the network)', number)
    .option('--schedule <name>', 'learning rate: constant, or cosine down to 0 (constant)')
    .option('--warm-up <share>', 'of the steps, in which a cosine schedule climbs (0.05)', number)
    .option('--weight-decay <number>', 'decoupled, of weights only (0)', number)
    .option('--averaging <decay>', 'keep a moving average of the weights, such as 0.999 (0: none)', number)
    .option('--label-smoothing <share>', 'of a target that is spread over the classes (0)', number)
    .option(
      '--augmentation <name>',
      'change rows at random: none, row, or row:shift=1,noise=0.01 (none)',
      augmentation,
    );
}

/** Checks the options together. @throws CaliperError `invalid-input`, `unsupported` for an unknown architecture */
export function recipeOf(options: RecipeOptions): TrainingOptions {
  const { classExponent, groupExponent, draws } = options;
  if (draws === undefined && (classExponent !== undefined || groupExponent !== undefined))
    throw new CaliperError('invalid-input', 'Say with --draws how many rows an epoch draws by these exponents.');
  const sampling = draws === undefined ? null : { draws, classExponent, groupExponent };
  const checked = v.safeParse(TrainingOptions, { decay: decayOf(options.architecture), ...options, sampling });
  if (checked.success) return checked.output;
  const issue = checked.issues[0];
  throw new CaliperError('invalid-input', `${nameOf(v.getDotPath(issue))}: ${issue.message}`);
}

/** The option that a person typed for a setting: "sampling.classExponent" is --class-exponent. */
function nameOf(path: string | null): string {
  const [first = '', second] = (path ?? 'option').split('.');
  const own = first === 'sampling' && second !== undefined ? second : first;
  return `--${own.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Reads "name" or "name:setting=number,setting=number". */
function augmentation(value: string): Record<string, unknown> {
  const [name, settings] = value.split(':', 2);
  const pairs = settings ? settings.split(',').map((pair) => pair.split('=', 2)) : [];
  return { name, ...Object.fromEntries(pairs.map(([key = '', text = '']) => [key, number(text)])) };
}

function number(value: string): number {
  const parsed = Number(value);
  if (value.trim() === '' || !Number.isFinite(parsed)) throw new InvalidArgumentError('Give a number.');
  return parsed;
}
