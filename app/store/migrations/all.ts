import { recordingsBeatsCorrections } from './001-recordings-beats-corrections.ts';
import { runInformation } from './002-run-information.ts';
import { corrections } from './003-corrections.ts';
import { families } from './004-families.ts';
import type { Migration } from './migration.ts';

/** Every migration in order. A new one is appended; what stands here stays as it is. */
export const migrations: readonly Migration[] = [recordingsBeatsCorrections, runInformation, corrections, families];
