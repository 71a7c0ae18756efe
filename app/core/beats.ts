import type { ApplicationContract } from '../contract/application.ts';
import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { ChangeStep } from '../contract/records.ts';
import type { Emit, Handlers } from '../rpc/contract.ts';
import type { Store } from '../store/store.ts';
import { decidedBeat, decidedWindow, decisionOf } from './decision.ts';

export interface BeatDependencies {
  readonly store: Store;
  readonly reader: string;
  readonly emit: Emit<ApplicationContract>;
}

type BeatCalls =
  | 'beats.read'
  | 'beats.columns'
  | 'beats.relabelRange'
  | 'beats.confirm'
  | 'beats.insert'
  | 'beats.move'
  | 'beats.delete'
  | 'session.mark'
  | 'session.unreadable'
  | 'session.comment'
  | 'session.comments'
  | 'beats.overview'
  | 'beats.inspect'
  | 'beats.find'
  | 'beats.relabel'
  | 'session.undo'
  | 'session.redo'
  | 'session.history';

/** The beats of a session: looking at them, naming them anew, and taking that back. */
export function beatHandlers({
  store,
  reader,
  emit,
}: BeatDependencies): Pick<Handlers<ApplicationContract>, BeatCalls> {
  /** The recording is asked for first: nothing may fail once the change is on the disk. */
  async function change(
    sessionId: string,
    work: () => Promise<ChangeStep | null>,
  ): Promise<{ step: ChangeStep | null }> {
    const recordingId = await store.recordingOfSession(sessionId);
    const step = await work();
    if (step !== null) {
      emit('beats.changed', { sessionId, from: step.from, until: step.until });
      emit('library.changed', { recordingId });
    }
    return { step };
  }

  return {
    'beats.read': async ({ sessionId, from, to }) =>
      decidedWindow(await store.readBeats(sessionId, from, to), decisionOf(await store.currentRun(sessionId))),
    'beats.overview': ({ sessionId, buckets }) => store.beatOverview(sessionId, buckets),
    'beats.inspect': async ({ sessionId, sample }) =>
      decidedBeat(await store.inspectBeat(sessionId, sample), decisionOf(await store.currentRun(sessionId))),
    'beats.find': async (query) => ({ sample: await store.findBeat(query) }),
    'beats.relabel': ({ sessionId, samples, label }) =>
      change(sessionId, () => store.relabel(sessionId, samples, beatClasses.indexOf(label), reader)),
    'beats.columns': notYet,
    'beats.relabelRange': notYet,
    'beats.confirm': notYet,
    'beats.insert': notYet,
    'beats.move': notYet,
    'beats.delete': notYet,
    'session.mark': notYet,
    'session.unreadable': () => ({ stretches: [], overruled: [] }),
    'session.comment': notYet,
    'session.comments': () => ({ comments: [] }),
    'session.undo': async ({ sessionId }) => ({
      ...(await change(sessionId, () => store.undo(sessionId, reader))),
      conflicts: 0,
    }),
    'session.redo': ({ sessionId }) => change(sessionId, () => store.redo(sessionId, reader)),
    'session.history': ({ sessionId }) => store.history(sessionId),
  };
}

function notYet(): never {
  throw new CaliperError('unsupported', 'This change is not possible yet.');
}
