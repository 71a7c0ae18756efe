import type { Port } from './port.ts';

/** A process of our own, seen from the one that started it. */
export interface LaunchedProcess {
  readonly port: Port;
  /** Called once when the process has ended, for whatever reason. */
  onExit(listener: (reason: string) => void): void;
  /** Ends the process at once. */
  kill(): void;
}

/** Starts a process of the product. The doors implement it: `utilityProcess` in Electron, `child_process.fork` elsewhere. */
export type Launch = (name: 'inference' | 'training') => Promise<LaunchedProcess>;
