import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../../..');

/** The built `caliper serve` on a data folder. */
export interface Host {
  readonly url: string;
  /** Memory of the core process now, bytes; null where the system does not say. */
  memory(): Promise<number | null>;
  close(): Promise<void>;
}

/** Starts the built host and waits for its address. @throws Error when it ends before */
export async function startHost(dataFolder: string): Promise<Host> {
  const cli = join(root, 'dist', 'cli', 'cli.js');
  const options = ['serve', '--no-open', '--no-demo', '--json', '--data', dataFolder];
  const child = spawn(process.execPath, [cli, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  return {
    url: await addressOf(child),
    memory: () => residentMemory(child.pid),
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const answer: unknown = JSON.parse(line);
    if (typeof answer === 'object' && answer && 'url' in answer && typeof answer.url === 'string') return answer.url;
  }
  throw new Error('The host ended before it gave its address.');
}

/** Resident memory of a process in bytes, from Linux's own count. */
export async function residentMemory(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = /^VmRSS:\s+(\d+)/m.exec(status)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}
