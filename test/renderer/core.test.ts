import { beforeEach, describe, expect, test } from 'vitest';

import { applicationContract, type ApplicationContract } from '../../app/contract/application.ts';
import type { Emit } from '../../app/rpc/contract.ts';
import type { Port } from '../../app/rpc/port.ts';
import { memoryPorts } from '../../app/rpc/ports/memory.ts';
import { serve } from '../../app/rpc/serve.ts';
import { linkCore, type Core } from '../../renderer/core.ts';
import { sampleCore } from '../support/sample-core.ts';

/** A core that can be stopped and started, behind ports in memory. */
function fakeCore() {
  let far: Port | null = null;
  let emit: Emit<ApplicationContract> = () => undefined;
  let running = true;
  const handlers = sampleCore((name, payload) => emit(name, payload), 'empty');
  return {
    async open(): Promise<Port> {
      if (!running) throw new Error('refused');
      const [near, other] = memoryPorts();
      far = other;
      emit = serve(other, applicationContract, handlers);
      return near;
    },
    announce: () => emit('models.changed', {}),
    stop() {
      running = false;
      far?.close();
    },
    start: () => (running = true),
  };
}

describe('the way to the core', () => {
  let fake: ReturnType<typeof fakeCore>;
  let core: Core;

  beforeEach(() => {
    fake = fakeCore();
    core = linkCore(fake.open, () => new Promise((resolve) => setImmediate(resolve)));
  });

  test('a call before the first port waits for it', async () => {
    const early = linkCore(fake.open);
    expect(early.state.value).toBe('connecting');
    expect((await early.call('application.info', {})).reader).toBe('Anna Lindqvist');
  });

  test('a stopped core is lost, and a call says so at once', async () => {
    await core.call('jobs.list', {});
    fake.stop();
    await state('lost');
    await expect(core.call('jobs.list', {})).rejects.toMatchObject({ code: 'disconnected' });
  });

  test('when the core is back, those who listen are told to ask again and still hear events', async () => {
    let opened = 0;
    let heard = 0;
    core.onOpen(() => (opened += 1));
    core.on('models.changed', () => (heard += 1));
    await core.call('jobs.list', {});
    fake.stop();
    await state('lost');
    fake.start();
    await state('open');
    fake.announce();
    await core.call('jobs.list', {});
    expect({ opened, heard }).toEqual({ opened: 2, heard: 1 });
  });

  test('who has stopped listening hears nothing', async () => {
    let heard = 0;
    const stop = core.on('models.changed', () => (heard += 1));
    await core.call('jobs.list', {});
    stop();
    fake.announce();
    await core.call('jobs.list', {});
    expect(heard).toBe(0);
  });

  async function state(wanted: string): Promise<void> {
    while (core.state.value !== wanted) await new Promise((resolve) => setImmediate(resolve));
  }
});
