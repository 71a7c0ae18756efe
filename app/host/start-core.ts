import { mkdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';

import { applicationContract } from '../contract/application.ts';
import type { ApplicationInfo } from '../contract/records.ts';
import { createCore, type Core } from '../core/core.ts';
import { createInference } from '../inference/client.ts';
import type { Launch } from '../rpc/launch.ts';
import type { Port } from '../rpc/port.ts';
import { serve } from '../rpc/serve.ts';
import { openStore } from '../store/open-store.ts';
import { importDemo } from './demo.ts';
import { openLog } from './log.ts';
import { version } from './version.ts';

export interface StartOptions {
  readonly dataFolder: string;
  readonly resourcesFolder: string;
  readonly launch: Launch;
  readonly host: ApplicationInfo['host'];
  /** Paths that `library.import` may read; none by default. */
  readonly mayImport?: (path: string) => boolean;
  /** Refuse every command: screens may look and not touch. */
  readonly readOnly?: boolean;
  /** Import the demo recording into an empty library. */
  readonly demo?: boolean;
}

export interface StartedCore {
  readonly core: Core;
  /** Answers the calls of one screen and sends it the events. */
  serve(port: Port): void;
  close(): Promise<void>;
}

/** Opens the database and puts the core together, the same behind every door. */
export async function startCore(options: StartOptions): Promise<StartedCore> {
  await mkdir(options.dataFolder, { recursive: true, mode: 0o700 });
  const { logger, close: closeLog } = openLog(options.dataFolder);
  const store = await openStore(join(options.dataFolder, 'caliper.db'));
  const inference = createInference({
    launch: options.launch,
    log: (line) => logger.warn({ line }, 'inference process'),
  });
  const core = await createCore({
    store,
    inference,
    logger,
    host: options.host,
    version,
    reader: readerName(),
    dataFolder: options.dataFolder,
    modelsFolder: join(options.resourcesFolder, 'models'),
    mayImport: options.mayImport ?? (() => false),
  });
  if (options.demo) await importDemo(core, options.resourcesFolder, options.dataFolder);
  return {
    core,
    serve(port) {
      const emit = serve(port, applicationContract, core.handlers, {
        readOnly: options.readOnly ?? false,
        guard: core.guard,
        onDefect: (error, call) => logger.error({ error, call }, 'defect'),
      });
      port.onClose(core.subscribe(emit));
    },
    async close() {
      await core.close();
      closeLog();
    },
  };
}

function readerName(): string {
  try {
    return userInfo().username || 'Reader';
  } catch {
    return 'Reader';
  }
}
