import type { Command } from 'commander';

/** What every command prints to and learns from; tests pass their own. */
export interface CliContext {
  /** Writes to standard output, verbatim. */
  readonly out: (text: string) => void;
  /** Writes one line to standard error: progress, warnings. */
  readonly note: (line: string) => void;
  /** True when standard error is a terminal: progress may be a bar. */
  readonly interactive: boolean;
  /** Folder of the application's data (database, models). */
  readonly dataFolder: string;
  /** Aborted on Ctrl C. */
  readonly signal: AbortSignal;
}

/**
 * One command of the command line, in a file of its own.
 *
 * `define` declares name, arguments, options and help on the program and sets the action. Actions throw CaliperError for
 * everything a person can mend (exit 1, one line on standard error); with `--json` they print one JSON object with `context.out` and nothing else there.
 */
export interface CliCommand {
  readonly define: (program: Command, context: CliContext) => void;
}
