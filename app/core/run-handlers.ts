import { randomUUID } from 'node:crypto';

import type { ApplicationContract } from '../contract/application.ts';
import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { ClassCounts } from '../contract/records.ts';
import type { DriftVerdict, RunDescription } from '../contract/runs.ts';
import type { Emit, Handlers } from '../rpc/contract.ts';
import { layOver } from '../store/overlay.ts';
import type { SessionBeats, Store, StoredRun } from '../store/store.ts';
import { decideStored, decisionOf, driftOf } from './decision.ts';

export interface RunDependencies {
  readonly store: Store;
  readonly emit: Emit<ApplicationContract>;
}

type RunCalls = 'analysis.describe' | 'analysis.preview' | 'analysis.decide';

/** Beats written at a time. */
const batch = 16_384;

/** How the labels of a session came about, and the same probabilities decided otherwise. */
export function runHandlers({ store, emit }: RunDependencies): Pick<Handlers<ApplicationContract>, RunCalls> {
  /** The verdict on the run that was described last: runs never change. */
  const drifts = new Map<string, DriftVerdict | null>();

  async function decided(sessionId: string, strength: number) {
    const run = await store.currentRun(sessionId);
    const decision = run && decisionOf(run);
    if (!run || !decision)
      throw new CaliperError(
        'unsupported',
        'The model that named these beats has no rule for rare classes; analyse with one that has.',
      );
    const beats = await store.allBeats(sessionId);
    const { labels } = decideStored(beats.proposed.probabilities, decision.rule, strength);
    return { run, decision, beats, labels };
  }

  return {
    'analysis.describe': async ({ sessionId }) => {
      const run = await store.currentRun(sessionId);
      if (!run) return { run };
      if (!drifts.has(run.id)) {
        const { proposed } = await store.allBeats(sessionId);
        drifts.clear();
        drifts.set(run.id, driftOf(run, proposed.probabilities));
      }
      return { run: describe(run, drifts.get(run.id) ?? null) };
    },

    'analysis.preview': async ({ sessionId, strength }) => {
      const { beats, labels } = await decided(sessionId, strength);
      return count(beats, labels);
    },

    'analysis.decide': async ({ sessionId, strength }) => {
      const recordingId = await store.recordingOfSession(sessionId);
      const { analysis } = await store.readRecording(recordingId);
      if (analysis === 'running' || analysis === 'waiting')
        throw new CaliperError('conflict', 'This recording is being analysed: wait until that has ended.');
      const { run, decision, beats, labels } = await decided(sessionId, strength);
      if (strength === decision.strength) return { changed: 0 };
      const { changed } = count(beats, labels);
      const { proposed } = beats;
      const runId = randomUUID();
      const settings = { ...run.settings, decidedFrom: run.id };
      const startedAt = new Date().toISOString();
      const { model, provider, annotator } = run;
      await store.beginRun({ id: runId, sessionId, model, provider, settings, annotator, startedAt, sameBeats: true });
      try {
        for (let from = 0; from < labels.length; from += batch) {
          const to = Math.min(labels.length, from + batch);
          await store.appendBeats(runId, {
            samples: proposed.samples.subarray(from, to),
            labels: labels.subarray(from, to),
            probabilities: proposed.probabilities.subarray(from * beatClasses.length, to * beatClasses.length),
            fileCodes: proposed.fileCodes.subarray(from, to),
            fileClasses: proposed.fileClasses.subarray(from, to),
          });
        }
        const { leads, stages, quality, drift } = run;
        await store.finishRun(runId, provider, 0, {
          leads,
          stages,
          quality,
          drift,
          decision: { rule: decision.rule, strength },
        });
      } catch (error) {
        await store.abandonRun(runId);
        throw error;
      }
      emit('library.changed', { recordingId });
      return { changed };
    },
  };
}

function describe(run: StoredRun, drift: DriftVerdict | null): RunDescription {
  const { startedAt, finishedAt, model, leads, provider, stages, quality, settings } = run;
  const decision = decisionOf(run);
  return {
    startedAt,
    finishedAt,
    model,
    beats: typeof settings['beats'] === 'string' ? settings['beats'] : '',
    leads: [...leads],
    provider,
    stages: [...stages],
    quality,
    drift,
    strength: decision && { chosen: decision.strength, recommended: decision.rule.strength },
  };
}

/** How many shown labels differ from those now, and how many beats of each class there would be. */
function count({ proposed, decided }: SessionBeats, labels: Uint8Array): { changed: number; classes: ClassCounts } {
  const classes: ClassCounts = [0, 0, 0, 0, 0];
  const before = layOver(proposed, decided);
  const after = layOver({ samples: proposed.samples, labels }, decided);
  let changed = 0;
  for (let beat = 0; beat < after.labels.length; beat++) {
    const label = after.labels[beat]!;
    if (label !== before.labels[beat]) changed++;
    if (label < classes.length) classes[label]!++;
  }
  return { changed, classes };
}
