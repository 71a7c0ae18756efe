import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { applicationContract } from '../../app/contract/application.ts';
import { connect } from '../../app/rpc/connect.ts';
import { fromPortMain } from '../../main/launch-port.ts';
import { superviseCore, type Supervision } from '../../main/processes.ts';
import { channelDouble } from '../support/electron-harness/port-double.ts';
import { forkWorker } from '../support/electron-harness/worker-process.ts';

const root = resolve(import.meta.dirname, '../..');
const processes = {
  core: 'main/core-process.ts',
  inference: 'app/host/inference-process.ts',
  training: 'app/host/training-process.ts',
};
const bundled = existsSync(join(root, 'dist/main/core-process.js'));

let folder: string;
let supervision: Supervision;
const onDown = vi.fn<(reason: string) => void>();

/** Starts the core from the sources or from the bundles, as `entry` says, and gives a window's client. */
function openCore(entry: (name: keyof typeof processes) => string) {
  supervision = superviseCore({
    fork: (name) => forkWorker(join(root, entry(name))),
    createChannel: channelDouble,
    dataFolder: join(folder, 'data'),
    resourcesFolder: join(root, 'resources'),
    onStarted: () => undefined,
    onDown,
  });
  supervision.start();
  return connect<typeof applicationContract>(fromPortMain(supervision.connect()!));
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-core-'));
});

afterEach(async () => {
  await supervision.close();
  await rm(folder, { recursive: true });
});

test('the real core answers a window through its real process entry, behind the desktop door', async () => {
  const client = openCore((name) => processes[name]);
  const info = await client.call('application.info', {});
  expect(info).toMatchObject({ host: 'electron', dataFolder: join(folder, 'data') });
  expect(onDown).not.toHaveBeenCalled();
});

test.skipIf(!bundled)('the bundled core process does the same (skipped before the build)', async () => {
  const client = openCore((name) => `dist/main/${name}-process.js`);
  expect(await client.call('application.info', {})).toMatchObject({ host: 'electron' });
});

test.skipIf(process.platform === 'win32')('what the core keeps is for its owner alone', async () => {
  await openCore((name) => processes[name]).call('application.info', {});
  expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
  expect(await readdir(join(folder, 'data'))).toContain('caliper.db');
});
