import { expect, test, vi } from 'vitest';

import type { JobItem, JobRecord } from '../../../app/contract/records.ts';
import { useJobs } from '../../../renderer/stores/jobs.ts';
import { linkedCore } from '../linked-core.ts';

function item(over: Partial<JobItem>): JobItem {
  return { name: '100', recordingId: null, state: 'running', note: '', progress: 0, ...over };
}

function job(id: string, items: JobItem[], over: Partial<JobRecord> = {}): JobRecord {
  const base = { kind: 'analysis', title: 'Analysis', state: 'running', stage: '', done: 0, total: 1 } as const;
  return { id, ...base, secondsLeft: null, error: null, items, ...over };
}

async function withJobs(...records: JobRecord[]) {
  linkedCore({ 'jobs.list': () => records });
  const jobs = useJobs();
  await vi.waitFor(() => expect(jobs.jobs).toHaveLength(records.length));
  return jobs;
}

test('two recordings of one name each find the work on themselves', async () => {
  const jobs = await withJobs(job('a', [item({ recordingId: 'east' })]), job('b', [item({ recordingId: 'west' })]));
  expect(jobs.workOn('east')?.job.id).toBe('a');
  expect(jobs.workOn('west')?.job.id).toBe('b');
  expect(jobs.workOn('north')).toBeNull();
});

test.each(['done', 'warning', 'failed'] as const)('a line that is %s is no work under way', async (state) => {
  const jobs = await withJobs(job('a', [item({ recordingId: 'east', state })]));
  expect(jobs.workOn('east')).toBeNull();
});

test('a job that was stopped is no work under way, whatever its lines say', async () => {
  const jobs = await withJobs(job('a', [item({ recordingId: 'east' })], { state: 'stopped' }));
  expect(jobs.workOn('east')).toBeNull();
});
