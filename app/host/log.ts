import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { pino } from 'pino';

import type { Logger } from '../core/logger.ts';

export interface Log {
  readonly logger: Logger;
  /** Writes what is waiting. */
  close(): void;
}

const largestLog = 8 * 2 ** 20;

/**
 * Opens `caliper.log` in the data folder, for its owner alone; beyond 8 MiB the old one is kept as `caliper.log.1`.
 *
 * A disk that takes no more log must not end the application: such errors are dropped.
 */
export function openLog(dataFolder: string): Log {
  const path = join(dataFolder, 'caliper.log');
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLog) renameSync(path, `${path}.1`);
  const destination = pino.destination({ dest: path, sync: false, mode: 0o600 });
  destination.on('error', () => undefined);
  return {
    logger: pino({ level: 'info', base: { process: process.pid } }, destination),
    close() {
      try {
        destination.flushSync();
      } catch {
        // Nothing was written yet, or the disk is full: there is nobody left to tell.
      }
    },
  };
}
