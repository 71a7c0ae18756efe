import { runCommandLine } from '../../app/host/cli.ts';

export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly notes: readonly string[];
}

/** Runs one command line in this process, its data in `dataFolder`. */
export async function commandLine(dataFolder: string, ...args: string[]): Promise<CommandResult> {
  let out = '';
  const notes: string[] = [];
  const code = await runCommandLine(args, {
    out: (text) => (out += text),
    note: (line) => notes.push(line),
    interactive: false,
    dataFolder,
    signal: new AbortController().signal,
  });
  return { code, out, notes };
}
