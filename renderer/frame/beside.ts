import { createPinia, disposePinia, getActivePinia, setActivePinia } from 'pinia';
import { createApp, getCurrentInstance, ref } from 'vue';

import { coreKey, type Core } from '../core.ts';

/** A core that never answers. */
const silent: Core = {
  state: ref('connecting'),
  call: () => new Promise(() => undefined),
  on: () => () => undefined,
  onOpen: () => () => undefined,
};

/**
 * Does work on stores of its own, in front of a core that never answers, and forgets them: what a view offers can be listed
 * without starting what the view would start. Call it in the setup of a component, whose words it speaks.
 */
export function besideTheApplication<Answer>(work: () => Answer): Answer {
  const active = getActivePinia();
  const pinia = createPinia();
  const app = createApp({});
  app._context.provides = Object.create(
    getCurrentInstance()?.appContext.provides ?? null,
  ) as typeof app._context.provides;
  app.use(pinia);
  app.provide(coreKey, silent);
  try {
    return app.runWithContext(work);
  } finally {
    disposePinia(pinia);
    setActivePinia(active);
  }
}
