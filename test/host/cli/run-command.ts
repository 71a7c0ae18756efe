import { Command } from 'commander';

import { CaliperError } from '../../../app/contract/errors.ts';
import type { CliCommand } from '../../../app/host/cli/command.ts';

/** Runs one command and returns what it printed; `error` is the sentence of the CaliperError that ended it. */
export async function runCommand(
  command: CliCommand,
  args: readonly string[],
): Promise<{ out: string; notes: string[]; error: string | null }> {
  let out = '';
  const notes: string[] = [];
  const program = new Command().exitOverride().configureOutput({ writeErr: (text) => notes.push(text) });
  command.define(program, {
    out: (text) => void (out += text),
    note: (line) => void notes.push(line),
    interactive: false,
    dataFolder: '/nowhere',
    signal: new AbortController().signal,
  });
  program.commands.forEach((child) => child.copyInheritedSettings(program));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return { out, notes, error: null };
  } catch (error) {
    if (!(error instanceof CaliperError)) throw error;
    return { out, notes, error: error.message };
  }
}
