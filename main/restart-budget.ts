/** Says after how many milliseconds a crashed process may be started again, or null when it has crashed too often. */
export type RestartBudget = (now: number) => number | null;

/**
 * Three restarts a minute, each later than the one before; then somebody has to decide.
 *
 * @param delays milliseconds before the first, second, ... restart
 * @param period milliseconds after which a crash is forgotten
 */
export function createRestartBudget(delays: readonly number[] = [200, 1000, 4000], period = 60_000): RestartBudget {
  let crashes: number[] = [];
  return (now) => {
    crashes = crashes.filter((time) => now - time < period);
    const delay = delays[crashes.length] ?? null;
    if (delay !== null) crashes.push(now);
    return delay;
  };
}
