import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';

import type { JobItem, JobRecord } from '../../app/contract/records.ts';
import { useCore } from '../core.ts';

/** Work in progress and just finished: imports, analyses, trainings. Newest last. */
export const useJobs = defineStore('jobs', () => {
  const core = useCore();
  const jobs = shallowRef<readonly JobRecord[]>([]);
  const running = computed(() => jobs.value.filter((job) => job.state === 'running'));
  const dismissed = new Set<string>();

  async function refresh(): Promise<void> {
    const list = await core.call('jobs.list', {}).catch(() => null);
    if (list) jobs.value = list.filter((job) => !dismissed.has(job.id));
  }

  function take(job: JobRecord): void {
    if (dismissed.has(job.id)) return;
    const at = jobs.value.findIndex((known) => known.id === job.id);
    jobs.value = at < 0 ? [...jobs.value, job] : jobs.value.with(at, job);
  }

  /** The running work on a recording and its line in it; by id, because two recordings may have one name. */
  function workOn(recordingId: string): { job: JobRecord; item: JobItem } | null {
    for (const job of running.value) {
      const item = job.items.find((line) => line.recordingId === recordingId);
      if (item?.state === 'waiting' || item?.state === 'running') return { job, item };
    }
    return null;
  }

  async function stop(jobId: string): Promise<void> {
    await core.call('job.stop', { jobId });
  }

  /** Takes an ended job off the list of this screen. */
  function dismiss(jobId: string): void {
    dismissed.add(jobId);
    jobs.value = jobs.value.filter((job) => job.id !== jobId);
  }

  core.onOpen(() => void refresh());
  core.on('job.progress', take);
  core.on('job.ended', take);

  return { jobs, running, workOn, stop, dismiss, refresh };
});
