import type { Migration } from './migration.ts';

/**
 * What a run learned on its way: leads, seconds by stage, quality of the signal, drift, decision.
 *
 * `information` is JSON, null in runs from before this step; `quality` holds one byte a second of the recording, 0 to 100.
 */
export const runInformation: Migration = {
  number: 2,
  name: 'run-information',
  sql: `
ALTER TABLE runs ADD COLUMN information TEXT CHECK (information IS NULL OR json_valid(information));
ALTER TABLE runs ADD COLUMN quality BLOB;
`,
};
