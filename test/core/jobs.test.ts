import { describe, expect, it, vi } from 'vitest';

import { CaliperError } from '../../app/contract/errors.ts';
import type { JobRecord } from '../../app/contract/records.ts';
import { createJobs, type JobContext } from '../../app/core/jobs.ts';
import { silentLogger } from '../../app/core/logger.ts';

function begin() {
  const events: [string, JobRecord][] = [];
  const jobs = createJobs((name, job) => events.push([name, job]), silentLogger);
  const ended = () => vi.waitFor(() => expect(events.at(-1)?.[0]).toBe('job.ended'));
  return { jobs, events, ended, last: () => events.at(-1)?.[1] };
}

describe('a job', () => {
  it('tells its id before its first event and ends as done', async () => {
    const { jobs, events, ended, last } = begin();
    const id = jobs.start('import', 'Import', async () => undefined);
    expect(events).toEqual([]);
    await ended();
    expect(last()).toMatchObject({ id, state: 'done', error: null });
  });

  it('shows the reader the sentence of a failure', async () => {
    const { jobs, ended, last } = begin();
    jobs.start('import', 'Import', async () => {
      throw new CaliperError('not-found', 'No recording was found there.');
    });
    await ended();
    expect(last()).toMatchObject({ state: 'failed', error: 'No recording was found there.' });
  });

  it('keeps the words of a defect out of sight', async () => {
    const { jobs, ended, last } = begin();
    jobs.start('import', 'Import', async () => {
      throw new TypeError('x is undefined');
    });
    await ended();
    expect(last()?.error).not.toContain('undefined');
  });

  it('stops when asked and says so, whatever it throws then', async () => {
    const { jobs, ended, last } = begin();
    const started = Promise.withResolvers<void>();
    const id = jobs.start('training', 'Training', ({ signal }) => {
      started.resolve();
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('half way')));
      });
    });
    await started.promise;
    jobs.stop(id);
    await ended();
    expect(last()).toMatchObject({ state: 'stopped', error: null });
  });

  it('does not even begin when it was stopped at once', async () => {
    const { jobs, ended, last } = begin();
    let begun = false;
    const id = jobs.start('analysis', 'Analysis', async () => {
      begun = true;
    });
    jobs.stop(id);
    await ended();
    expect(last()?.state).toBe('stopped');
    expect(begun).toBe(false);
  });

  it('updates a line of its list in place and adds new ones at the end', async () => {
    const { jobs, ended, last } = begin();
    jobs.start('import', 'Import', async ({ item }: JobContext) => {
      item('100', { state: 'running' });
      item('101', { note: 'waiting' });
      item('100', { state: 'done', note: '2,273 beats', progress: 1 });
    });
    await ended();
    expect(last()?.items).toEqual([
      { name: '100', recordingId: null, state: 'done', note: '2,273 beats', progress: 1 },
      { name: '101', recordingId: null, state: 'waiting', note: 'waiting', progress: 0 },
    ]);
  });

  it('is still listed after it ended, for a screen that connects later', async () => {
    const { jobs, ended } = begin();
    const id = jobs.start('analysis', 'Analysis', async () => undefined);
    await ended();
    expect(jobs.list()).toEqual([expect.objectContaining({ id, state: 'done' })]);
  });

  it('cannot be stopped when it is not known', () => {
    expect(() => begin().jobs.stop('nothing')).toThrow(CaliperError);
  });
});
