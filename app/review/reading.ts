import { labelSources } from '../contract/classes.ts';
import { queueStates } from '../contract/queue.ts';
import { inOneGo, pieceMask, type Work } from '../rhythm/work.ts';

/** What a reader has done with each beat of a run: index into queueStates. */
export type Reading = Uint8Array;

export const open = queueStates.indexOf('open');
export const accepted = queueStates.indexOf('accepted');
export const corrected = queueStates.indexOf('corrected');
export const later = queueStates.indexOf('later');
/** Taken out by the reader, or moved elsewhere: there was no such beat, which is an error as well. */
export const deleted = queueStates.indexOf('deleted');

const person = labelSources.indexOf('person');

export function isRead(state: number): boolean {
  return state === accepted || isWrong(state);
}

export function isWrong(state: number): boolean {
  return state === corrected || state === deleted;
}

/** Beats of a session as shown: positions in frames, labels, and index into labelSources of who gave them. */
export interface ShownBeats {
  readonly samples: Int32Array;
  readonly labels: Uint8Array;
  readonly sources: Uint8Array;
}

/**
 * What was done with the beats of a run, wherever it was done. Beats that a person inserted are in no run, so in no queue.
 *
 * @param run its beats, ascending, and what it proposed
 * @param putOff samples of the beats that are to be decided later, ascending
 */
export function readReading(
  run: { readonly samples: Int32Array; readonly proposed: Uint8Array },
  shown: ShownBeats,
  putOff: Int32Array,
): Reading {
  return inOneGo(readingWork(run, shown, putOff));
}

/** As {@link readReading}. */
export function* readingWork(
  run: { readonly samples: Int32Array; readonly proposed: Uint8Array },
  shown: ShownBeats,
  putOff: Int32Array,
): Work<Reading> {
  const reading = new Uint8Array(run.samples.length);
  let at = 0;
  let put = 0;
  for (let beat = 0; beat < reading.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    const sample = run.samples[beat]!;
    while (at < shown.samples.length && shown.samples[at]! < sample) at++;
    while (put < putOff.length && putOff[put]! < sample) put++;
    if (shown.samples[at] !== sample) reading[beat] = deleted;
    else if (shown.sources[at] === person)
      reading[beat] = shown.labels[at] === run.proposed[beat] ? accepted : corrected;
    else if (putOff[put] === sample) reading[beat] = later;
  }
  return reading;
}
