import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { test as base, expect, type Page } from 'playwright/test';

import type { SampleState } from '../support/sample-core.ts';
import { serveSample, type SampleServer } from '../support/serve-sample.ts';

const root = resolve(import.meta.dirname, '../..');

export interface RealHost {
  /** Link with the one-time token; open it once a test. */
  readonly url: string;
  readonly process: ChildProcess;
  readonly dataFolder: string;
}

interface Fixtures {
  /** What the sample core is like in a test: set with `test.use({ state: 'empty' })`. */
  state: SampleState;
  /** Messages in the browser's console that a test expects, such as a lost connection. */
  expectedMessages: RegExp[];
  sample: SampleServer;
  /** Whether the real host imports the demo recording into its empty library. */
  demo: boolean;
  /** `caliper serve` on a fresh data folder. */
  host: RealHost;
}

/** Every test fails on a defect of the page or a breach of the content security policy, whatever else it looks at. */
export const test = base.extend<Fixtures>({
  state: ['full', { option: true }],
  expectedMessages: [[], { option: true }],
  demo: [true, { option: true }],
  page: async ({ page, expectedMessages }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !expectedMessages.some((known) => known.test(message.text())))
        complaints.push(message.text());
    });
    await use(page);
    expect(complaints, 'the page complained').toEqual([]);
  },
  // The page goes before what serves it: a page that outlives its core reconnects, and complains.
  sample: async ({ state, page }, use) => {
    const server = await serveSample(0, state);
    await use(server);
    await page.close();
    await server.close();
  },
  host: async ({ demo, page }, use) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'caliper-e2e-'));
    const child = startHost(dataFolder, demo ? [] : ['--no-demo']);
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    await use({ url: await urlOf(child), process: child, dataFolder });
    await page.close();
    child.kill('SIGINT');
    await ended;
    await rm(dataFolder, { recursive: true, force: true });
  },
});

export { expect };

/** Keeps a picture of a screen beside the test results, for people and for the README. */
export async function photograph(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready.then(() => null)');
  await page.screenshot({ path: join(root, 'test-results', 'screens', `${name}.png`) });
}

/**
 * Starts the built `caliper serve`, what `npm start` runs, as the head of a process group: who kills the group kills all that
 * it started.
 */
export function startHost(dataFolder: string, options: readonly string[] = []): ChildProcess {
  const command = [
    join(root, 'dist', 'cli', 'cli.js'),
    'serve',
    '--port',
    '0',
    '--no-open',
    '--json',
    '--data',
    dataFolder,
  ];
  return spawn(process.execPath, [...command, ...options], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** The address that `caliper serve --json` prints. */
export async function urlOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The host has no output.');
  for await (const line of createInterface({ input: child.stdout })) {
    const answer: unknown = JSON.parse(line);
    if (typeof answer === 'object' && answer && 'url' in answer && typeof answer.url === 'string') return answer.url;
  }
  throw new Error('The host ended before it gave its address.');
}
