/**
 * `npm run results`: reproduces the figures of the README and of RESULTS.md.
 *
 *   npm run results                          every part
 *   npm run results -- --only detector       one part (may be repeated)
 *   npm run results -- --json                the figures as one JSON object on standard output
 *   npm run results -- --train               also trains the models that some parts compare, where they are not there yet
 *
 * A part's figures are kept in results.json, its section in RESULTS.md; the table in the README is made from all of them.
 */
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { writeFileAtomic } from '../../../app/files/atomic-write.ts';
import { NotHere } from './part.ts';
import type { SummaryRow } from './part.ts';
import { parts } from './parts.ts';
import { readmeTables } from './readme.ts';
import { replaceSection } from './sections.ts';

interface KeptPart {
  readonly measured: string;
  readonly summary: readonly SummaryRow[];
  readonly figures: unknown;
}

const root = resolve(import.meta.dirname, '../../..');
const paths = {
  kept: join(root, 'test/bench/results.json'),
  sections: join(root, 'test/bench/RESULTS.md'),
  readme: join(root, 'README.md'),
};

const values = options();
if (values.help) {
  process.stdout.write(await usage());
  process.exit(0);
}
const unknown = values.only?.find((name) => !parts.some((part) => part.name === name));
if (unknown !== undefined) {
  process.stderr.write(`There is no part "${unknown}"; known: ${parts.map(({ name }) => name).join(', ')}.\n`);
  process.exit(2);
}

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());

function options() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string', multiple: true },
        json: { type: 'boolean', default: false },
        train: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    const sentence = error instanceof Error ? error.message.split(/\.\s/)[0]! : String(error);
    process.stderr.write(`${sentence.replace(/\.$/, '')}; --help lists the options.\n`);
    process.exit(2);
  }
}

/** The comment at the top of this file, without its stars. */
async function usage(): Promise<string> {
  const [comment = ''] = (await readFile(import.meta.filename, 'utf8')).split(' */\n');
  return comment.replace('/**\n', '').replaceAll(/^ \* ?/gm, '');
}

function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

function origin(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  return `${new Date().toISOString().slice(0, 10)}, ${commit}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
}

async function write(path: string, text: string): Promise<void> {
  await writeFileAtomic(path, new TextEncoder().encode(text));
}

const kept = JSON.parse(await readFile(paths.kept, 'utf8').catch(() => '{}')) as Record<string, KeptPart>;
const reported: Record<string, unknown> = {};
let failed = false;
for (const { name, load } of parts) {
  if (values.only && !values.only.includes(name)) continue;
  interrupt.signal.throwIfAborted();
  const part = await load();
  note(`${name}: ${part.title} …`);
  const started = performance.now();
  try {
    const { text, summary, figures } = await part.measure({ note, signal: interrupt.signal, train: values.train });
    const measured = origin();
    kept[name] = { measured, summary, figures };
    reported[name] = figures;
    const content = `### ${part.title}\n\nMeasured ${measured}, by \`npm run results -- --only ${name}\`.\n\n${text}`;
    await write(paths.kept, `${JSON.stringify(kept, null, 1)}\n`);
    await write(paths.sections, replaceSection(await readFile(paths.sections, 'utf8'), `results ${name}`, content));
    note(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  } catch (error) {
    if (!(error instanceof NotHere)) throw error;
    reported[name] = { notHere: error.message };
    failed = true;
    note(`${name}: ${error.message}`);
  }
}
const rows = parts.flatMap(({ name }) => kept[name]?.summary ?? []);
await write(paths.readme, replaceSection(await readFile(paths.readme, 'utf8'), 'results', readmeTables(rows)));
if (values.json) process.stdout.write(`${JSON.stringify(reported)}\n`);
process.exitCode = failed ? 1 : 0;
