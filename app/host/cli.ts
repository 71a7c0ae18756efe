#!/usr/bin/env node
import { Command, CommanderError } from 'commander';

import { CaliperError } from '../contract/errors.ts';
import type { CliCommand, CliContext } from './cli/command.ts';
import { analyzeCommand } from './cli/analyze.ts';
import { annotationsCommand } from './cli/annotations.ts';
import { benchCommand } from './cli/bench.ts';
import { classifyCommand } from './cli/classify.ts';
import { compareCommand } from './cli/compare.ts';
import { dataCommand } from './cli/data.ts';
import { datasetCommand } from './cli/dataset.ts';
import { detectCommand } from './cli/detect.ts';
import { evaluateCommand } from './cli/evaluate.ts';
import { familiesCommand } from './cli/families.ts';
import { inspectCommand } from './cli/inspect.ts';
import { modelsCommand } from './cli/models.ts';
import { rhythmCommand } from './cli/rhythm.ts';
import { samplesCommand } from './cli/samples.ts';
import { serveCommand } from './cli/serve.ts';
import { exportCommand } from './cli/export.ts';
import { sessionCommand } from './cli/session.ts';
import { simulateCommand } from './cli/simulate.ts';
import { trainClinicalCommand } from './cli/train-clinical.ts';
import { trainCommand } from './cli/train.ts';
import { defaultDataFolder } from './data-folder.ts';
import { version } from './version.ts';

const commands: readonly CliCommand[] = [
  inspectCommand,
  samplesCommand,
  annotationsCommand,
  detectCommand,
  analyzeCommand,
  classifyCommand,
  compareCommand,
  rhythmCommand,
  familiesCommand,
  datasetCommand,
  trainCommand,
  trainClinicalCommand,
  evaluateCommand,
  simulateCommand,
  modelsCommand,
  sessionCommand,
  exportCommand,
  dataCommand,
  serveCommand,
  benchCommand,
];

/**
 * Runs one command line and returns its exit code: 0 done, 1 failed with one line on standard error, 2 wrong usage, 130
 * stopped by Ctrl C.
 */
export async function runCommandLine(args: readonly string[], context: CliContext): Promise<number> {
  const program = new Command('caliper')
    .description('Review ECG recordings, correct the label of every beat, retrain the beat classifier.')
    .version(version)
    .option('--debug', 'print the stack of an error')
    .exitOverride()
    .configureOutput({ writeOut: context.out, writeErr: (text) => context.note(text.trimEnd()) });
  for (const command of commands) command.define(program, context);
  inheritSettings(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (context.signal.aborted) {
      context.note('Stopped.');
      return 130;
    }
    context.note(error instanceof CaliperError ? error.message : `Caliper failed inside: ${String(error)}`);
    if (program.opts<{ debug?: boolean }>().debug && error instanceof Error) context.note(error.stack ?? '');
    return 1;
  }
}

function inheritSettings(command: Command): void {
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    inheritSettings(child);
  }
}

if (import.meta.main) {
  const interrupt = new AbortController();
  process.on('SIGINT', () => (interrupt.signal.aborted ? process.exit(130) : interrupt.abort()));
  process.on('SIGTERM', () => interrupt.abort());
  process.stdout.on('error', () => process.exit(0));
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    note: (line) => void process.stderr.write(`${line}\n`),
    interactive: process.stderr.isTTY,
    get dataFolder() {
      return defaultDataFolder();
    },
    signal: interrupt.signal,
  });
}
