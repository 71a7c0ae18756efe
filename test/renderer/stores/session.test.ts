import { createPinia, setActivePinia } from 'pinia';
import { describe, expect, test, vi } from 'vitest';
import { createApp } from 'vue';

import { applicationContract, type ApplicationContract } from '../../../app/contract/application.ts';
import type { BeatClass } from '../../../app/contract/classes.ts';
import { CaliperError } from '../../../app/contract/errors.ts';
import type { ChangeStep } from '../../../app/contract/records.ts';
import type { Handlers } from '../../../app/rpc/contract.ts';
import type { Port } from '../../../app/rpc/port.ts';
import { memoryPorts } from '../../../app/rpc/ports/memory.ts';
import { serve } from '../../../app/rpc/serve.ts';
import { coreKey, linkCore } from '../../../renderer/core.ts';
import type { BeatEdit } from '../../../renderer/stores/edits.ts';
import { useSession } from '../../../renderer/stores/session.ts';
import { linkedCore } from '../linked-core.ts';
import { sampleCore } from '../../support/sample-core.ts';
import { sampleRecordings } from '../../support/sample/recordings.ts';

const [east, west] = sampleRecordings().map((recording) => recording.row);
const [firstBeat, secondBeat] = sampleRecordings()[0]!.beats.map((beat) => beat.sample);
function relabel(sample: number | undefined, label: BeatClass): BeatEdit {
  return { kind: 'relabel', samples: Int32Array.of(sample!), label };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

async function opened(over: Partial<Handlers<ApplicationContract>> = {}) {
  const linked = linkedCore(over);
  const session = useSession();
  await session.open(east!.id);
  return { ...linked, session };
}

/** A core that can be stopped and started while a recording is open. */
async function interruptible() {
  let far: Port | null = null;
  let running = true;
  const handlers = sampleCore(() => undefined);
  const open = async (): Promise<Port> => {
    if (!running) throw new Error('refused');
    const [near, other] = memoryPorts();
    far = other;
    serve(other, applicationContract, handlers);
    return near;
  };
  const core = linkCore(open, settled);
  const app = createApp({});
  const pinia = createPinia();
  app.use(pinia);
  app.provide(coreKey, core);
  setActivePinia(pinia);
  const session = useSession();
  return {
    session,
    async stop() {
      running = false;
      far?.close();
      await vi.waitFor(() => expect(core.state.value).toBe('lost'));
    },
    async start() {
      running = true;
      await vi.waitFor(() => expect(core.state.value).toBe('open'));
    },
  };
}

describe('the recording that is open', () => {
  test('the late answer for a recording that was left is not taken', async () => {
    const late = Promise.withResolvers<typeof east>();
    linkedCore({
      'library.read': ({ recordingId }) => (recordingId === east!.id ? late.promise.then((row) => row!) : west!),
    });
    const session = useSession();
    const first = session.open(east!.id);
    await session.open(west!.id);
    late.resolve(east);
    await first;
    expect(session.recording?.id).toBe(west!.id);
  });

  test('a late failure of a recording that was left does not close the one that is open', async () => {
    const late = Promise.withResolvers<never>();
    linkedCore({ 'library.read': ({ recordingId }) => (recordingId === east!.id ? late.promise : west!) });
    const session = useSession();
    const first = session.open(east!.id);
    await session.open(west!.id);
    late.reject(new CaliperError('not-found', 'There is no such recording.'));
    await first;
    expect([session.recording?.id, session.failure]).toEqual([west!.id, '']);
  });

  test('it stays open while the core is gone', async () => {
    const { session, stop, start } = await interruptible();
    await session.open(east!.id);
    await stop();
    const meanwhile = session.recording?.id;
    await start();
    await settled();
    expect([meanwhile, session.recording?.id]).toEqual([east!.id, east!.id]);
  });

  test('one that could not be opened because the core was gone opens when the core is back', async () => {
    const { session, stop, start } = await interruptible();
    await session.open(west!.id);
    await stop();
    await session.open(east!.id);
    const meanwhile = session.failure;
    await start();
    await vi.waitFor(() => expect(session.recording?.id).toBe(east!.id));
    expect([meanwhile, session.failure]).toEqual(['The core is not running.', '']);
  });

  test('a failed question in the background leaves it open', async () => {
    let broken = false;
    const { session, emit, calls } = await opened({
      'library.read': () => {
        if (broken) throw new CaliperError('unavailable', 'The disk does not answer.');
        return east!;
      },
    });
    broken = true;
    calls.length = 0;
    emit('library.changed', { recordingId: east!.id });
    await vi.waitFor(() => expect(calls).toContain('library.read'));
    await settled();
    expect([session.recording?.id, session.failure]).toEqual([east!.id, '']);
  });

  test('a recording that was removed is closed, with the reason', async () => {
    let removed = false;
    const { session, emit } = await opened({
      'library.read': () => {
        if (removed) throw new CaliperError('not-found', 'There is no recording "sample-01".');
        return east!;
      },
    });
    removed = true;
    emit('library.changed', { recordingId: east!.id });
    await vi.waitFor(() => expect(session.failure).toBe('There is no recording "sample-01".'));
    expect(session.recording).toBeNull();
  });
});

describe('changes of labels', () => {
  test('a label that was saved is saved, though the history cannot be read', async () => {
    const { session } = await opened({
      'session.history': () => {
        throw new CaliperError('unavailable', 'The history cannot be read now.');
      },
    });
    const { step } = await session.edit(relabel(firstBeat, 'Q'));
    expect([step?.beats, session.saving]).toEqual([1, 'saved']);
  });

  test('with one of two labels answered, saving goes on', async () => {
    const second = Promise.withResolvers<{ step: null }>();
    const { session } = await opened({
      'beats.relabel': ({ samples }) => (samples[0] === firstBeat ? { step: null } : second.promise),
    });
    const first = session.edit(relabel(firstBeat, 'V'));
    const last = session.edit(relabel(secondBeat, 'V'));
    await first;
    const between = session.saving;
    second.resolve({ step: null });
    await last;
    expect([between, session.saving]).toEqual(['saving', 'saved']);
  });

  test('a success after a failure does not say that everything is saved', async () => {
    const { session } = await opened({
      'beats.relabel': ({ samples }) => {
        if (samples[0] === firstBeat) throw new CaliperError('unavailable', 'The disk is full.');
        return { step: null };
      },
    });
    await expect(session.edit(relabel(firstBeat, 'V'))).rejects.toThrow('The disk is full.');
    await session.edit(relabel(secondBeat, 'V'));
    expect([session.saving, session.unsaved?.edits]).toEqual(['failed', [relabel(firstBeat, 'V')]]);
  });

  test('what is unsaved in one recording is not said of another, and is there again on return', async () => {
    const { session } = await opened({
      'beats.relabel': () => {
        throw new CaliperError('unavailable', 'The disk is full.');
      },
    });
    await session.edit(relabel(firstBeat, 'V')).catch(() => undefined);
    await session.open(west!.id);
    const elsewhere = session.unsaved;
    await session.open(east!.id);
    expect([elsewhere, session.unsaved?.edits.length]).toEqual([null, 1]);
  });

  test('a step of a recording that was left is not shown in the one that is open', async () => {
    const answer = Promise.withResolvers<void>();
    const step: ChangeStep = {
      id: 1,
      at: '',
      by: '',
      action: 'relabelled',
      beats: 1,
      fromLabel: 'N',
      to: 'V',
      from: 1,
      until: 1,
      kinds: [],
      target: null,
      standing: true,
    };
    const { session } = await opened({ 'beats.relabel': () => answer.promise.then(() => ({ step })) });
    const change = session.edit(relabel(firstBeat, 'V'));
    await session.open(west!.id);
    answer.resolve();
    await change;
    expect([session.lastStep, session.canUndo]).toEqual([null, false]);
  });

  test('after a label it can be taken back at once', async () => {
    const { session } = await opened();
    await session.edit(relabel(firstBeat, 'Q'));
    expect(session.canUndo).toBe(true);
  });

  test('a burst of labels asks for row and history once', async () => {
    const { session, calls } = await opened();
    calls.length = 0;
    for (const label of ['Q', 'V', 'Q', 'V'] as const) await session.edit(relabel(firstBeat, label));
    await vi.waitFor(() => expect(calls).toContain('session.history'));
    expect(calls.filter((name) => !name.startsWith('beats.'))).toEqual(['library.read', 'session.history']);
  });
});
