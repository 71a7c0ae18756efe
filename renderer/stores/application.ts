import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

import type { ApplicationInfo } from '../../app/contract/records.ts';
import { useCore } from '../core.ts';
import { coalesce } from './coalesce.ts';

/** What the core says of itself: version, host, reader, active model, provider. */
export const useApplication = defineStore('application', () => {
  const core = useCore();
  const info = shallowRef<ApplicationInfo | null>(null);

  /** A failed refresh keeps the last answer: the reconnect bar already says that the core is gone. */
  async function refresh(): Promise<void> {
    info.value = await core.call('application.info', {}).catch(() => info.value);
  }

  core.onOpen(() => void refresh());
  // Only the count of recordings and their bytes depend on this, and every corrected label announces it.
  core.on(
    'library.changed',
    coalesce(1000, () => void refresh()),
  );
  core.on('models.changed', () => void refresh());
  core.on('job.ended', () => void refresh());

  return { info, refresh };
});
