import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

import type { UtilityProcess } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { CaliperError } from '../../app/contract/errors.ts';
import { connect } from '../../app/rpc/connect.ts';
import type { Launch } from '../../app/rpc/launch.ts';
import { serve } from '../../app/rpc/serve.ts';
import type { ProcessName } from '../../main/control.ts';
import { openCoreDoor } from '../../main/core-door.ts';
import { fromPortMain } from '../../main/launch-port.ts';
import { superviseCore } from '../../main/processes.ts';
import { sumContract, sumHandlers } from '../rpc/sum-contract.ts';
import { channelDouble, type PortDouble } from '../support/electron-harness/port-double.ts';

interface MessageToChild {
  readonly data: unknown;
  readonly ports: PortDouble[];
}

/** A utility process without a process: what main sends can be read, what it hears can be said, and it can end. */
class ChildDouble {
  readonly events = new EventEmitter();
  readonly on = this.events.on.bind(this.events) as UtilityProcess['on'];
  readonly parentPort = Object.assign(new EventEmitter(), {
    postMessage: (message: unknown) => void this.events.emit('message', structuredClone(message)),
  });
  readonly stderr = new PassThrough();
  readonly told: unknown[] = [];
  readonly ports: PortDouble[] = [];
  readonly name: ProcessName;
  alive = true;

  constructor(name: ProcessName) {
    this.name = name;
  }

  postMessage(message: unknown, transfer: unknown[] = []): void {
    if (!this.alive) return;
    const ports = transfer as PortDouble[];
    this.told.push(structuredClone(message));
    this.ports.push(...ports);
    this.parentPort.emit('message', { data: structuredClone(message), ports } satisfies MessageToChild);
  }

  kill(): boolean {
    this.end(143);
    return true;
  }

  end(code: number): void {
    if (!this.alive) return;
    this.alive = false;
    for (const port of this.ports) port.close();
    this.events.emit('exit', code);
  }
}

/** A supervised core with doubles for its processes; `core` behaves as `behave` says. */
function supervise(behave: (child: ChildDouble) => void = () => undefined) {
  const children: ChildDouble[] = [];
  const onStarted = vi.fn();
  const onDown = vi.fn<(reason: string) => void>();
  const supervision = superviseCore({
    fork: (name) => {
      const child = new ChildDouble(name);
      children.push(child);
      behave(child);
      return child;
    },
    createChannel: channelDouble,
    dataFolder: '/data',
    resourcesFolder: '/resources',
    onStarted,
    onDown,
  });
  const of = (name: ProcessName) => children.filter((child) => child.name === name);
  return { supervision, of, onStarted, onDown };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the core process', () => {
  test('is told its folders when it starts', () => {
    const { supervision, of } = supervise();
    supervision.start();
    expect(of('core')[0]!.told).toEqual([{ kind: 'start', dataFolder: '/data', resourcesFolder: '/resources' }]);
  });

  test('is started once, however often one asks', () => {
    const { supervision, of } = supervise();
    supervision.start();
    supervision.start();
    expect(of('core')).toHaveLength(1);
  });

  test('is started again after a crash and windows are told', () => {
    const { supervision, of, onStarted, onDown } = supervise();
    supervision.start();
    of('core')[0]!.end(139);
    expect(of('core')).toHaveLength(1);
    vi.runAllTimers();
    expect(of('core')).toHaveLength(2);
    expect(onStarted).toHaveBeenCalledTimes(2);
    expect(onDown).not.toHaveBeenCalled();
  });

  test('that keeps crashing is left down and the reader is asked', () => {
    const { supervision, of, onDown } = supervise((child) => queueMicrotask(() => child.end(139)));
    supervision.start();
    return vi.advanceTimersByTimeAsync(30_000).then(() => {
      expect(of('core')).toHaveLength(4);
      expect(onDown).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('exit code 139'));
    });
  });

  test('can be started by the reader after it was left down', async () => {
    const { supervision, of } = supervise((child) => queueMicrotask(() => child.end(1)));
    supervision.start();
    await vi.advanceTimersByTimeAsync(30_000);
    supervision.start();
    expect(of('core')).toHaveLength(5);
  });

  test('that says why it cannot start is not started again and the reader reads why', () => {
    const { supervision, of, onDown } = supervise();
    supervision.start();
    of('core')[0]!.events.emit('message', { kind: 'failed', message: 'The database is damaged.' });
    of('core')[0]!.end(1);
    vi.runAllTimers();
    expect(of('core')).toHaveLength(1);
    expect(onDown).toHaveBeenCalledExactlyOnceWith('The database is damaged.');
  });

  test('takes its helpers down with it', () => {
    const { supervision, of } = supervise();
    supervision.start();
    of('core')[0]!.events.emit('message', { kind: 'launch', id: 1, name: 'inference' });
    of('core')[0]!.end(139);
    expect(of('inference')[0]!.alive).toBe(false);
  });

  test('has no port for a window while it is down', () => {
    const { supervision, of } = supervise();
    expect(supervision.connect()).toBeNull();
    supervision.start();
    expect(supervision.connect()).not.toBeNull();
    of('core')[0]!.end(1);
    expect(supervision.connect()).toBeNull();
  });
});

describe('closing', () => {
  test('waits until the core has finished', async () => {
    const { supervision, of, onDown } = supervise();
    supervision.start();
    const closed = vi.fn();
    void supervision.close().then(closed);
    await vi.advanceTimersByTimeAsync(4000);
    expect(of('core')[0]!.told.at(-1)).toEqual({ kind: 'close' });
    expect(closed).not.toHaveBeenCalled();
    of('core')[0]!.end(0);
    await vi.advanceTimersByTimeAsync(0);
    expect(closed).toHaveBeenCalledOnce();
    expect(onDown).not.toHaveBeenCalled();
  });

  test('asks the reader nothing when the core fails on its way out', async () => {
    const { supervision, of, onDown } = supervise();
    supervision.start();
    const closing = supervision.close();
    of('core')[0]!.events.emit('message', { kind: 'failed', message: 'The disk is full.' });
    of('core')[0]!.end(1);
    await closing;
    expect(onDown).not.toHaveBeenCalled();
  });

  test('ends a core that does not finish in five seconds', async () => {
    const { supervision, of } = supervise();
    supervision.start();
    const closing = supervision.close();
    await vi.advanceTimersByTimeAsync(5000);
    await closing;
    expect(of('core')[0]!.alive).toBe(false);
  });

  test('is done at once when no core runs, and none starts afterwards', async () => {
    const { supervision, of } = supervise();
    await supervision.close();
    supervision.start();
    expect(of('core')).toHaveLength(0);
  });

  test('while a restart is waiting starts no further core', async () => {
    const { supervision, of } = supervise();
    supervision.start();
    of('core')[0]!.end(1);
    await supervision.close();
    vi.runAllTimers();
    expect(of('core')).toHaveLength(1);
  });
});

describe('what the core asks for', () => {
  test.each([
    { kind: 'launch', id: 1, name: 'shell' },
    { kind: 'launch', id: 0, name: 'inference' },
    { kind: 'launch', id: 1, name: 'inference', path: '/bin/sh' },
    { kind: 'launch' },
    { kind: 'quit' },
    'launch',
    null,
  ])('is ignored when it is not on the list: %j', (message) => {
    const { supervision, of } = supervise();
    supervision.start();
    of('core')[0]!.events.emit('message', message);
    expect([of('inference'), of('training')]).toEqual([[], []]);
  });

  test('is refused from the fifth helper on', () => {
    const { supervision, of } = supervise();
    supervision.start();
    for (let id = 1; id <= 5; id++) of('core')[0]!.events.emit('message', { kind: 'launch', id, name: 'inference' });
    expect(of('inference')).toHaveLength(4);
    expect(of('core')[0]!.told.at(-1)).toMatchObject({ kind: 'refused', id: 5 });
  });

  test('from a core that is gone is not heard', () => {
    const { supervision, of } = supervise();
    supervision.start();
    const gone = of('core')[0]!;
    gone.end(1);
    vi.runAllTimers();
    gone.events.emit('message', { kind: 'launch', id: 1, name: 'training' });
    expect(of('training')).toHaveLength(0);
  });
});

describe('both ends of the control line', () => {
  beforeEach(() => void vi.useRealTimers());

  /** A supervised core whose process runs the real door; helpers answer the sum contract, as the core does to windows. */
  function bothEnds(failure?: Error) {
    const closed = vi.fn<() => void>();
    let launch: Launch | undefined;
    const parts = supervise((child) => {
      if (child.name !== 'core') {
        child.parentPort.once('message', ({ ports }: MessageToChild) =>
          serve(fromPortMain(ports[0]!), sumContract, sumHandlers()),
        );
        return;
      }
      openCoreDoor(
        child.parentPort,
        async (options) => {
          if (failure) throw failure;
          launch = options.launch;
          return {
            serve: (port) => void serve(port, sumContract, sumHandlers()),
            close: async () => closed(),
          };
        },
        (code) => child.end(code),
      );
    });
    parts.supervision.start();
    return { ...parts, closed, launch: () => launch! };
  }

  test('a window calls the core', async () => {
    const { supervision } = bothEnds();
    const client = connect<typeof sumContract>(fromPortMain(supervision.connect()!));
    expect(await client.call('numbers.sum', { values: new Float64Array([1, 2]) })).toEqual({ sum: 3 });
  });

  test('the core calls a helper that main started for it', async () => {
    const { launch } = bothEnds();
    const { port } = await launch()('inference');
    const client = connect<typeof sumContract>(port);
    expect(await client.call('numbers.sum', { values: new Float64Array([1, 2]) })).toEqual({ sum: 3 });
  });

  test('the core learns that a helper crashed, with its last words, and its calls are rejected', async () => {
    const { launch, of } = bothEnds();
    const { port, onExit } = await launch()('inference');
    const waiting = connect<typeof sumContract>(port).call('numbers.wait', {});
    const reason = new Promise((resolve) => onExit(resolve));
    of('inference')[0]!.stderr.write('bad_alloc\n');
    await setImmediate();
    of('inference')[0]!.end(134);
    await expect(waiting).rejects.toMatchObject({ code: 'disconnected' });
    expect(await reason).toBe('exit code 134: bad_alloc');
  });

  test('the core ends a helper', async () => {
    const { launch, of } = bothEnds();
    const helper = await launch()('training');
    helper.kill();
    expect(of('training')[0]!.alive).toBe(false);
  });

  test('a helper too many is a sentence for the core', async () => {
    const { launch } = bothEnds();
    for (let count = 0; count < 4; count++) await launch()('inference');
    await expect(launch()('inference')).rejects.toMatchObject({ code: 'unavailable', message: /4 helper processes/ });
  });

  test('closing lets the core finish its work', async () => {
    const { supervision, closed, of } = bothEnds();
    await supervision.close();
    expect(closed).toHaveBeenCalledOnce();
    expect(of('core')[0]!.alive).toBe(false);
  });

  test('a core that cannot start gives its sentence to the reader', async () => {
    const { onDown } = bothEnds(new CaliperError('damaged-file', 'The database is damaged.'));
    await vi.waitFor(() => expect(onDown).toHaveBeenCalledExactlyOnceWith('The database is damaged.'));
  });

  test('a defect at the start keeps its detail from the screen', async () => {
    const { onDown } = bothEnds(new TypeError('secret detail'));
    await vi.waitFor(() => expect(onDown).toHaveBeenCalledOnce());
    expect(onDown.mock.calls[0]![0]).not.toContain('secret');
  });
});
