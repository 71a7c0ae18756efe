import { createPinia, setActivePinia } from 'pinia';
import { createApp, type App } from 'vue';

import { applicationContract, type ApplicationContract } from '../../app/contract/application.ts';
import type { CallName, Emit, Handlers } from '../../app/rpc/contract.ts';
import { memoryPorts } from '../../app/rpc/ports/memory.ts';
import { serve } from '../../app/rpc/serve.ts';
import { coreKey, linkCore } from '../../renderer/core.ts';
import { sampleCore } from '../support/sample-core.ts';

/** The stores of the screen, without a page, in front of the sample core. */
export interface LinkedCore {
  readonly app: App;
  /** Names of the calls that came, in order. */
  readonly calls: CallName<ApplicationContract>[];
  readonly emit: Emit<ApplicationContract>;
}

/** @param over handlers of the sample core to replace, such as one that fails or answers late */
export function linkedCore(over: Partial<Handlers<ApplicationContract>> = {}): LinkedCore {
  const [near, far] = memoryPorts();
  const calls: CallName<ApplicationContract>[] = [];
  let emit: Emit<ApplicationContract> = () => undefined;
  emit = serve(far, applicationContract, counted());
  const app = createApp({});
  const pinia = createPinia();
  app.use(pinia);
  app.provide(
    coreKey,
    linkCore(() => Promise.resolve(near)),
  );
  setActivePinia(pinia);
  return { app, calls, emit };

  function counted(): Handlers<ApplicationContract> {
    const handlers = { ...sampleCore((name, payload) => emit(name, payload)), ...over };
    return new Proxy(handlers, {
      get(target, name, receiver) {
        calls.push(name as CallName<ApplicationContract>);
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
  }
}
