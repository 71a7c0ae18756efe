import { randomUUID } from 'node:crypto';

import { classOfCode } from '../beat/classes.ts';
import type { ApplicationContract } from '../contract/application.ts';
import { beatClasses, type BeatClass } from '../contract/classes.ts';
import { maximumShownConflicts } from '../contract/corrections.ts';
import { CaliperError } from '../contract/errors.ts';
import { symbolOf } from '../formats/wfdb/codes.ts';
import type { Handlers } from '../rpc/contract.ts';
import type { Recording } from '../signal/recording.ts';
import type { LabelChoice } from '../store/changes.ts';
import type { Store } from '../store/store.ts';
import { readComments } from './comments.ts';
import type { EntryChanges } from './entry-changes.ts';
import type { OpenRecordings } from './recordings.ts';
import { snapToPeak } from './snap-to-peak.ts';
import { readability, readMarks } from './unreadable.ts';

export interface CorrectionDependencies {
  readonly store: Store;
  readonly recordings: Pick<OpenRecordings, 'open'>;
  readonly entries: EntryChanges;
  /** Name of whoever reads now. */
  readonly reader: () => string;
}

type CorrectionCalls =
  | 'beats.relabel'
  | 'beats.relabelRange'
  | 'beats.confirm'
  | 'beats.insert'
  | 'beats.move'
  | 'beats.delete'
  | 'session.mark'
  | 'session.unreadable'
  | 'session.comment'
  | 'session.comments'
  | 'session.conflicts'
  | 'session.undo'
  | 'session.redo'
  | 'session.history';

/** Two beats are at least this far apart: a QRS complex alone takes longer. */
const clearanceSeconds = 0.05;

/** What a person changes in a session, and taking that back. Every change is one step under the reader's name. */
export function correctionHandlers({
  store,
  recordings,
  entries,
  reader,
}: CorrectionDependencies): Pick<Handlers<ApplicationContract>, CorrectionCalls> {
  /** Where a beat shall be: at the R peak near `sample`, or there exactly. */
  async function placeAt(sessionId: string, sample: number, snap: boolean) {
    const { id, rate, frames, name } = await store.readRecording(await store.recordingOfSession(sessionId));
    if (sample >= frames)
      throw new CaliperError('invalid-input', `${name} ends before sample ${sample}; nothing was changed.`);
    const recording: Recording | null = snap ? await recordings.open(id) : null;
    const place = recording ? await snapToPeak(recording, sample) : sample;
    return { sample: place, clearance: Math.floor(clearanceSeconds * rate) };
  }

  async function marksOf(sessionId: string) {
    return readMarks(await store.entries(sessionId, 'mark'));
  }

  return {
    'beats.relabel': async ({ sessionId, samples, label, code }) => {
      const choice = choiceOf(label, code);
      return { step: await store.relabel(sessionId, samples, choice.label, reader(), choice.code) };
    },
    'beats.relabelRange': async ({ sessionId, from, to, label, code, only }) => {
      const range = { from, to, only: only && beatClasses.indexOf(only), ...choiceOf(label, code) };
      return { step: await store.relabelRange(sessionId, range, reader()) };
    },
    'beats.confirm': async ({ sessionId, samples }) => ({ step: await store.confirm(sessionId, samples, reader()) }),
    'beats.insert': async ({ sessionId, sample, label, code, snap }) => {
      const choice = choiceOf(label, code);
      const place = await placeAt(sessionId, sample, snap);
      return { step: await store.insertBeat(sessionId, place, choice, reader()), sample: place.sample };
    },
    'beats.move': async ({ sessionId, sample, to, snap }) => {
      const place = await placeAt(sessionId, to, snap);
      return { step: await store.moveBeat(sessionId, sample, place, reader()), sample: place.sample };
    },
    'beats.delete': async ({ sessionId, samples }) => ({
      step: await store.deleteBeats(sessionId, samples, reader()),
    }),

    'session.mark': async ({ sessionId, from, to, readable }) => {
      if (from >= to) throw new CaliperError('invalid-input', 'Choose a stretch that is longer than nothing.');
      const order = (await marksOf(sessionId)).reduce((last, mark) => Math.max(last, mark.order), 0) + 1;
      const change = { kind: 'mark', key: randomUUID(), value: { from, to, readable, order } };
      return entries.set(sessionId, 'marked', [change], { from, until: to });
    },
    'session.unreadable': async ({ sessionId }) => {
      const [run, marks] = await Promise.all([store.currentRun(sessionId), marksOf(sessionId)]);
      return readability(run?.quality?.unreadable ?? [], marks);
    },
    'session.comment': async ({ sessionId, id, sample, until, text }) => {
      const key = id ?? randomUUID();
      const known = readComments(await store.entries(sessionId, 'comment')).find((comment) => comment.id === key);
      if (id !== null && !known) throw new CaliperError('not-found', 'This comment is no longer there.');
      if (until !== null && (sample === null || until < sample))
        throw new CaliperError('invalid-input', 'A comment ends after it begins.');
      const value = text.trim() === '' ? null : { sample, until, text: text.trim() };
      const from = sample ?? 0;
      const { step } = await entries.set(sessionId, 'commented', [{ kind: 'comment', key, value }], {
        from,
        until: until ?? from,
      });
      return { step, id: key };
    },
    'session.comments': async ({ sessionId }) => ({
      comments: readComments(await store.entries(sessionId, 'comment')),
    }),

    'session.conflicts': async ({ sessionId, step }) => {
      const { beats, entries: values } = await store.conflictsOf(sessionId, step);
      const conflicts = beats.slice(0, maximumShownConflicts).map(({ sample, now, back }) => ({
        sample,
        now: beatClasses[now] ?? null,
        back: beatClasses[back] ?? null,
      }));
      return { beats: beats.length, conflicts, entries: values };
    },
    'session.undo': ({ sessionId, ...options }) => store.undo(sessionId, reader(), options),
    'session.redo': async ({ sessionId }) => ({ step: await store.redo(sessionId, reader()) }),
    'session.history': ({ sessionId }) => store.history(sessionId),
  };
}

/** @throws CaliperError `invalid-input` when the code is not one of a beat of that class, in either mapping */
function choiceOf(label: BeatClass, code: number | undefined): LabelChoice {
  const index = beatClasses.indexOf(label);
  if (code === undefined || classOfCode(code, 'ec57') === index || classOfCode(code, 'aami') === index)
    return { label: index, code };
  throw new CaliperError('invalid-input', `The code "${symbolOf(code)}" is not one of the class ${label}.`);
}
