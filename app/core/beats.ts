import type { ApplicationContract } from '../contract/application.ts';
import { maximumColumnBeats } from '../contract/corrections.ts';
import { CaliperError } from '../contract/errors.ts';
import type { Handlers } from '../rpc/contract.ts';
import { lowerBound } from '../store/columns.ts';
import type { Store } from '../store/store.ts';
import { decidedBeat, decidedWindow, decisionOf } from './decision.ts';
import { findDoubtful } from './find-doubtful.ts';
import { inOrder, readersHistory } from './readers-history.ts';
import type { OpenSessions } from './session-columns.ts';

type BeatCalls = 'beats.read' | 'beats.columns' | 'beats.overview' | 'beats.inspect' | 'beats.find';

/** Looking at the beats of a session. */
export function beatHandlers(store: Store, sessions: OpenSessions): Pick<Handlers<ApplicationContract>, BeatCalls> {
  return {
    'beats.read': async ({ sessionId, from, to }) =>
      decidedWindow(await store.readBeats(sessionId, from, to), decisionOf(await store.currentRun(sessionId))),
    'beats.columns': async ({ sessionId, from, to }) => {
      const { revision, samples, labels, sources, codes } = await sessions.columns(sessionId);
      const first = lowerBound(samples, from);
      const end = lowerBound(samples, to);
      if (end - first > maximumColumnBeats)
        throw new CaliperError(
          'too-large',
          `The stretch holds more than ${maximumColumnBeats} beats; ask for a shorter one.`,
        );
      return {
        revision,
        samples: samples.slice(first, end),
        labels: labels.slice(first, end),
        sources: sources.slice(first, end),
        codes: codes.slice(first, end),
      };
    },
    'beats.overview': ({ sessionId, buckets }) => store.beatOverview(sessionId, buckets),
    'beats.inspect': async ({ sessionId, sample }) => {
      const beat = decidedBeat(
        await store.inspectBeat(sessionId, sample),
        decisionOf(await store.currentRun(sessionId)),
      );
      const said = await readersHistory(store, sessionId, sample);
      return said.length === 0 ? beat : { ...beat, history: inOrder([...beat.history, ...said]) };
    },
    'beats.find': async ({ doubtful, ...query }) => ({
      sample: doubtful ? findDoubtful(await sessions.columns(query.sessionId), query) : await store.findBeat(query),
    }),
  };
}
