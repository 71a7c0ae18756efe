import { randomUUID } from 'node:crypto';

import { CaliperError } from '../contract/errors.ts';
import type { JobRecord } from '../contract/records.ts';
import type { Logger } from './logger.ts';

type Item = JobRecord['items'][number];

/** What a running job may do: report and notice that it should stop. */
export interface JobContext {
  readonly jobId: string;
  readonly signal: AbortSignal;
  /** Says how far the job is; events are sent at most ten times a second. */
  report(update: { stage?: string; done?: number; total?: number }): void;
  /** Changes one line of the job's list, adding it when it is new. */
  item(name: string, update: Partial<Omit<Item, 'name'>>): void;
}

export interface Jobs {
  /** Starts long work and returns its id at once. */
  start(kind: JobRecord['kind'], title: string, work: (context: JobContext) => Promise<void>): string;
  list(): JobRecord[];
  /** Asks a job to stop. @throws CaliperError `not-found` */
  stop(jobId: string): void;
  /** Stops everything and waits for it. */
  close(): Promise<void>;
}

interface Running {
  record: JobRecord;
  readonly startedAt: number;
  readonly controller: AbortController;
  ended: Promise<void>;
  lastEvent: number;
  /** Sends the last update of a window in which others were sent already. */
  trailing: NodeJS.Timeout | null;
}

const eventInterval = 100;
const keptAfterEnd = 50;

/** Long work with progress, time left and stop. `announce` gets every job event. */
export function createJobs(
  announce: (event: 'job.progress' | 'job.ended', job: JobRecord) => void,
  logger: Logger,
): Jobs {
  const jobs = new Map<string, Running>();

  function start(kind: JobRecord['kind'], title: string, work: (context: JobContext) => Promise<void>): string {
    const id = randomUUID();
    const job: Running = {
      record: {
        id,
        kind,
        title,
        state: 'running',
        stage: '',
        done: 0,
        total: 0,
        secondsLeft: null,
        items: [],
        error: null,
      },
      startedAt: performance.now(),
      controller: new AbortController(),
      ended: Promise.resolve(),
      lastEvent: 0,
      trailing: null,
    };
    jobs.set(id, job);
    forgetOldest();
    job.ended = run(job, work);
    return id;
  }

  async function run(job: Running, work: (context: JobContext) => Promise<void>): Promise<void> {
    // The caller learns the id before the first event about it.
    await Promise.resolve();
    try {
      job.controller.signal.throwIfAborted();
      await work(contextOf(job));
      finish(job, job.controller.signal.aborted ? 'stopped' : 'done', null);
    } catch (error) {
      if (job.controller.signal.aborted) return finish(job, 'stopped', null);
      if (!(error instanceof CaliperError)) logger.error({ error, job: job.record.title }, 'job failed');
      finish(
        job,
        'failed',
        error instanceof CaliperError ? error.message : 'Something went wrong inside Caliper; the log has the details.',
      );
    }
  }

  function contextOf(job: Running): JobContext {
    return {
      jobId: job.record.id,
      signal: job.controller.signal,
      report(update) {
        job.record = { ...job.record, ...update };
        job.record.secondsLeft = secondsLeft(job);
        announceProgress(job);
      },
      item(name, update) {
        const items = job.record.items.slice();
        const index = items.findIndex((item) => item.name === name);
        const known = items[index] ?? { name, recordingId: null, state: 'waiting', note: '', progress: 0 };
        items.splice(index < 0 ? items.length : index, 1, { ...known, ...update });
        job.record = { ...job.record, items };
        announceProgress(job);
      },
    };
  }

  function announceProgress(job: Running): void {
    if (job.trailing !== null) return;
    const wait = job.lastEvent + eventInterval - performance.now();
    if (wait <= 0) return sendProgress(job);
    job.trailing = setTimeout(() => sendProgress(job), wait);
  }

  function sendProgress(job: Running): void {
    job.trailing = null;
    job.lastEvent = performance.now();
    announce('job.progress', job.record);
  }

  function finish(job: Running, state: JobRecord['state'], error: string | null): void {
    if (job.trailing !== null) clearTimeout(job.trailing);
    job.record = { ...job.record, state, error, secondsLeft: null };
    announce('job.ended', job.record);
  }

  function forgetOldest(): void {
    const ended = [...jobs.values()].filter(({ record }) => record.state !== 'running');
    for (const { record } of ended.slice(0, Math.max(0, ended.length - keptAfterEnd))) jobs.delete(record.id);
  }

  return {
    start,
    list: () => [...jobs.values()].map(({ record }) => record),
    stop(jobId) {
      const job = jobs.get(jobId);
      if (!job) throw new CaliperError('not-found', 'This job is not known; it may have ended long ago.');
      job.controller.abort();
    },
    async close() {
      for (const job of jobs.values()) job.controller.abort();
      await Promise.all([...jobs.values()].map(({ ended }) => ended));
    },
  };
}

/** Time left by the pace so far; null in the first three seconds, when it would mislead. */
function secondsLeft({ record, startedAt }: Running): number | null {
  const elapsed = (performance.now() - startedAt) / 1000;
  if (elapsed < 3 || record.done === 0 || record.total === 0) return null;
  return Math.round((elapsed / record.done) * Math.max(0, record.total - record.done));
}
