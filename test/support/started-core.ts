import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ApplicationContract } from '../../app/contract/application.ts';
import { applicationContract } from '../../app/contract/application.ts';
import type { JobRecord } from '../../app/contract/records.ts';
import { createCore, type Core } from '../../app/core/core.ts';
import { silentLogger } from '../../app/core/logger.ts';
import { launchChild } from '../../app/host/launch.ts';
import { createInference } from '../../app/inference/client.ts';
import { connect, type Client } from '../../app/rpc/connect.ts';
import { memoryPorts } from '../../app/rpc/ports/memory.ts';
import { serve } from '../../app/rpc/serve.ts';
import { openStore } from '../../app/store/open-store.ts';

/** The real core on a real database in a temporary folder, called through a memory port. */
export interface StartedCore {
  readonly folder: string;
  readonly modelsFolder: string;
  readonly core: Core;
  readonly client: Client<ApplicationContract>;
  /** Defects that handlers threw; a test expects none. */
  readonly defects: unknown[];
  /** Waits for a job to end. */
  ended(jobId: string): Promise<JobRecord>;
  /** Closes the core and removes the folder. */
  close(): Promise<void>;
}

export async function startTestCore(
  prepare: (modelsFolder: string) => Promise<unknown> = async () => undefined,
): Promise<StartedCore> {
  const folder = await mkdtemp(join(tmpdir(), 'caliper-core-'));
  const modelsFolder = join(folder, 'shipped');
  await mkdir(modelsFolder);
  await prepare(modelsFolder);
  const dataFolder = join(folder, 'data');
  await mkdir(dataFolder);
  const core = await createCore({
    store: await openStore(join(dataFolder, 'caliper.db')),
    inference: createInference({ launch: launchChild }),
    logger: silentLogger,
    host: 'test',
    version: '0.0.0',
    reader: 'A. Reader',
    dataFolder,
    modelsFolder,
    mayImport: () => true,
  });
  const [near, far] = memoryPorts();
  const defects: unknown[] = [];
  const emit = serve(far, applicationContract, core.handlers, {
    validateOutput: true,
    guard: core.guard,
    onDefect: (error) => defects.push(error),
  });
  core.subscribe(emit);
  const client = connect<ApplicationContract>(near);

  return {
    folder,
    modelsFolder,
    core,
    client,
    defects,
    async ended(jobId) {
      return new Promise((resolve) => {
        const stop = client.on('job.ended', (job) => settle(job));
        const settle = (job: JobRecord) => {
          if (job.id !== jobId) return;
          stop();
          resolve(job);
        };
        void client
          .call('jobs.list', {})
          .then((jobs) => jobs.filter(({ state }) => state !== 'running').forEach(settle));
      });
    },
    async close() {
      client.close();
      await core.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
