import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the application keeps its database, models and log: `CALIPER_HOME`, else the place that the operating system
 * has for it. Created for the owner alone.
 */
export function defaultDataFolder(): string {
  const folder = process.env['CALIPER_HOME'] ?? join(applicationData(), 'Caliper');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function applicationData(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share');
}
