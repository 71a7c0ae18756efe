import { existsSync, statSync, truncateSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { ApplicationContract } from '../../app/contract/application.ts';
import { launchChild } from '../../app/host/launch.ts';
import { openLog } from '../../app/host/log.ts';
import { startCore, type StartedCore } from '../../app/host/start-core.ts';
import { connect } from '../../app/rpc/connect.ts';
import { memoryPorts } from '../../app/rpc/ports/memory.ts';

const resourcesFolder = resolve(import.meta.dirname, '../../resources');
let dataFolder: string;
let started: StartedCore | null = null;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'caliper-start-'));
});
afterEach(async () => {
  await started?.close();
  started = null;
  await rm(dataFolder, { recursive: true, force: true });
});

async function start(readOnly: boolean) {
  started = await startCore({ dataFolder, resourcesFolder, launch: launchChild, host: 'test', readOnly });
  const [near, far] = memoryPorts();
  started.serve(far);
  return connect<ApplicationContract>(near);
}

describe('a started core', () => {
  it('keeps what it writes for its owner alone', async () => {
    await start(false);
    expect(statSync(join(dataFolder, 'caliper.db')).mode & 0o077).toBe(0);
  });

  it('lets a screen look and change nothing when read-only', async () => {
    const client = await start(true);
    expect(await client.call('application.info', {})).toMatchObject({ host: 'test', recordings: 0 });
    const paths = [join(resourcesFolder, 'demo')];
    await expect(client.call('library.import', { paths })).rejects.toMatchObject({ code: 'read-only' });
  });

  it('imports from no path that its door did not allow', async () => {
    const client = await start(false);
    const paths = [join(resourcesFolder, 'demo')];
    await expect(client.call('library.import', { paths })).rejects.toThrow('choose the files with Import');
  });
});

describe('the log', () => {
  it('begins anew beyond its limit and keeps the one before', () => {
    openLog(dataFolder).close();
    truncateSync(join(dataFolder, 'caliper.log'), 9 * 2 ** 20);
    openLog(dataFolder).close();
    expect(existsSync(join(dataFolder, 'caliper.log.1'))).toBe(true);
  });
});
