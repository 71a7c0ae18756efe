import { CaliperError } from '../contract/errors.ts';
import { comparedLeads } from '../families/read-signals.ts';
import type { FamilyDependencies } from './families.ts';
import { makeFamilies } from './make-families.ts';

/** The jobs that make families: one at a time of each session. */
export interface FamilyMakings {
  /**
   * Starts a job, or finds the one that runs already.
   *
   * @param wanted leads by index; all that can be compared when left out
   * @returns id of the job
   * @throws CaliperError `conflict` when there are no beats
   */
  start(sessionId: string, wanted: readonly number[] | undefined): Promise<string>;
  /** Id of the job that makes a session's families now, or null. */
  jobOf(sessionId: string): Promise<string | null>;
}

export function createFamilyMakings({
  store,
  recordings,
  sessions,
  jobs,
}: Pick<FamilyDependencies, 'store' | 'recordings' | 'sessions' | 'jobs'>): FamilyMakings {
  /** Known from the moment on that a job is asked for, so that two who ask at once get the same one. */
  const making = new Map<string, Promise<string>>();

  async function begin(sessionId: string, wanted: readonly number[] | undefined): Promise<string> {
    const recording = await recordings.open(await store.recordingOfSession(sessionId));
    const leads = comparedLeads(recording, wanted);
    const { samples } = await sessions.columns(sessionId);
    if (samples.length === 0)
      throw new CaliperError('conflict', `${recording.name} has no beats yet; analyse it before grouping them.`);
    return jobs.start('families', recording.name, async ({ signal, report }) => {
      report({ stage: 'comparing shapes', done: 0, total: samples.length });
      try {
        await makeFamilies({
          store: store.families,
          recording,
          sessionId,
          leads,
          samples,
          signal,
          report: (done) => report({ done }),
        });
      } finally {
        making.delete(sessionId);
      }
    });
  }

  return {
    start(sessionId, wanted) {
      const running = making.get(sessionId);
      if (running) return running;
      const started = begin(sessionId, wanted);
      making.set(sessionId, started);
      started.catch(() => making.delete(sessionId));
      return started;
    },
    // Whoever asked for the job hears why it did not start.
    jobOf: async (sessionId) => making.get(sessionId)?.catch(() => null) ?? null,
  };
}
