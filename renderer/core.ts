import { inject, readonly, ref, type InjectionKey, type Ref } from 'vue';

import type { ApplicationContract } from '../app/contract/application.ts';
import { CaliperError } from '../app/contract/errors.ts';
import { connect, type Client } from '../app/rpc/connect.ts';
import type { CallName, EventName, Input, Output, Payload } from '../app/rpc/contract.ts';
import type { Port } from '../app/rpc/port.ts';
import { fromMessagePort } from '../app/rpc/ports/message-port.ts';
import { fromWebSocket } from '../app/rpc/ports/web-socket.ts';

export type LinkState = 'connecting' | 'open' | 'lost';

/** The screen's one way to the core. It outlives a stopped core: it opens a new port and tells who must ask again. */
export interface Core {
  readonly state: Readonly<Ref<LinkState>>;
  /** Waits for the first port; rejects with `disconnected` while the core is lost. */
  call<Name extends CallName<ApplicationContract>>(
    name: Name,
    input: Input<ApplicationContract, Name>,
    options?: { signal?: AbortSignal },
  ): Promise<Output<ApplicationContract, Name>>;
  /** Listens across reconnections. Returns the function that stops listening. */
  on<Name extends EventName<ApplicationContract>>(
    name: Name,
    listener: (payload: Payload<ApplicationContract, Name>) => void,
  ): () => void;
  /** Called each time a port is open, the first included: the place to ask the queries. Returns the function that stops it. */
  onOpen(listener: () => void): () => void;
}

/** Opens one port; rejects when the core cannot be reached now. */
export type OpenPort = () => Promise<Port>;

const coreKey: InjectionKey<Core> = Symbol('core');

/** The core of this application, in components and in stores. */
export function useCore(): Core {
  const core = inject(coreKey, null);
  if (!core) throw new Error('No core was provided to this application.');
  return core;
}

export { coreKey };

/** Milliseconds before the first, second, … attempt to reach a lost core; the last one repeats. */
const retryDelays = [100, 250, 500, 1000, 2000];

/** Keeps a client on whatever port `open` gives, for as long as the page lives. */
export function linkCore(open: OpenPort, wait: (milliseconds: number) => Promise<void> = pause): Core {
  const state = ref<LinkState>('connecting');
  const openListeners = new Set<() => void>();
  const subscriptions = new Set<(client: Client<ApplicationContract>) => void>();
  let current: Client<ApplicationContract> | null = null;
  let first = Promise.withResolvers<Client<ApplicationContract>>();

  async function run(): Promise<never> {
    for (let failures = 0; ;) {
      const port = await open().catch(() => null);
      if (port) {
        failures = 0;
        await use(connect<ApplicationContract>(port));
      }
      state.value = 'lost';
      await wait(retryDelays[Math.min(failures, retryDelays.length - 1)]!);
      failures += 1;
    }
  }

  function use(client: Client<ApplicationContract>): Promise<void> {
    return new Promise((closed) => {
      client.onClose(() => {
        current = null;
        first = Promise.withResolvers();
        closed();
      });
      current = client;
      for (const subscribe of subscriptions) subscribe(client);
      state.value = 'open';
      first.resolve(client);
      for (const listener of openListeners) listener();
    });
  }

  void run();

  return {
    state: readonly(state),
    async call(name, input, options) {
      if (state.value === 'lost') throw new CaliperError('disconnected', 'The core is not running.');
      const client = current ?? (await first.promise);
      return client.call(name, input, options);
    },
    on(name, listener) {
      let stop: (() => void) | null = null;
      const subscribe = (client: Client<ApplicationContract>) => (stop = client.on(name, listener));
      subscriptions.add(subscribe);
      if (current) subscribe(current);
      return () => {
        subscriptions.delete(subscribe);
        stop?.();
      };
    },
    onOpen(listener) {
      openListeners.add(listener);
      if (current) listener();
      return () => openListeners.delete(listener);
    },
  };
}

/** The carrier of this host: a relayed MessagePort in the desktop application, a WebSocket to where the page came from. */
export function choosePort(page: Window): OpenPort {
  return page.caliper ? relayedPort(page) : () => socketPort(page.location);
}

/**
 * Every start of the core sends the page a new port; one that comes before it is asked for is kept. The port before it is
 * closed here: an engine need not tell a MessagePort that its other end is gone.
 */
function relayedPort(page: Window): OpenPort {
  let waiting: Port | null = null;
  let deliver: ((port: Port) => void) | null = null;
  let latest: Port | null = null;
  page.addEventListener('message', (event: MessageEvent) => {
    const [carrier] = event.ports;
    if (event.source !== page || event.data !== 'caliper:port' || !carrier) return;
    const port = fromMessagePort(carrier);
    const give = deliver;
    deliver = null;
    if (give) give(port);
    else waiting = port;
    latest?.close();
    latest = port;
  });
  return () => {
    if (waiting) {
      const port = waiting;
      waiting = null;
      return Promise.resolve(port);
    }
    return new Promise((resolve) => (deliver = resolve));
  };
}

function socketPort(location: Location): Promise<Port> {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}/rpc`);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(fromWebSocket(socket)), { once: true });
    socket.addEventListener('error', () => reject(new CaliperError('disconnected', 'The core is not running.')), {
      once: true,
    });
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
