import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Plain JavaScript on purpose: this runs on the Node that started npm (20.19 or newer), before anything is installed. */

export const root = resolve(import.meta.dirname, '..');
const windows = process.platform === 'win32';
const stamp = join(root, 'node_modules', '.caliper-lock');

/** Path of the Node that everything runs on: the one that our Electron embeds, from the npm package `node`. */
export const node24 = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** Installs what package-lock.json lists, unless that was done for this very lock file. */
export function ensureInstalled() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && existsSync(node24) && readFileSync(stamp, 'utf8') === lock) return;
  say('Installing packages from the npm registry (once, about half a minute) …');
  // "ci" begins by deleting what is there, which another terminal may be running from.
  const verb = existsSync(join(root, 'node_modules')) ? 'install' : 'ci';
  const result = spawnSync(windows ? 'npm.cmd' : 'npm', [verb, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' },
  });
  if (result.status !== 0)
    fail('The packages could not be installed: see npm’s message above, mend it and run the command again.');
  if (!existsSync(node24))
    fail('The npm package "node" came without its binary: run "npm rebuild node" and try again.');
  writeFileSync(stamp, lock);
}

/** Environment in which our Node and the packages' programs are found first. */
export function environment(extra = {}) {
  const separator = windows ? ';' : ':';
  const path = [join(root, 'node_modules', 'node', 'bin'), join(root, 'node_modules', '.bin'), process.env.PATH].join(
    separator,
  );
  return { ...process.env, PATH: path, ONNXRUNTIME_NODE_INSTALL: 'skip', ...extra };
}

/**
 * Runs a program on our Node, its output passed through; resolves with the exit code. Ctrl C reaches the program by itself, so
 * it is only kept from ending this process first; SIGTERM is handed on.
 */
export function runNode(args, options = {}) {
  return new Promise((resolvePromise) => {
    const child = spawn(node24, args, { cwd: root, stdio: 'inherit', env: environment(options.env) });
    const ignore = () => undefined;
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', ignore);
    process.on('SIGTERM', forward);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', forward);
      resolvePromise(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

/** One line for the person at the terminal, on standard error so that standard output stays a program's. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

export function fail(line) {
  say(line);
  process.exit(1);
}
