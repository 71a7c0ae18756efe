import type { RunEvent } from './rhythm-reader.ts';

/** What an event does to a run: it is one of its beats, starts or ends an episode that counts as a long run, or ends it. */
export type RunStep = 'beat' | 'episode' | 'episodeEnd' | 'end' | 'nothing';

/** Ventricular runs (VE; fusion beats belong to them, VF is a long run) or supraventricular ones (SVE; AF is one). */
export interface RunKind {
  readonly name: 'VE' | 'SVE';
  /** On the side whose runs are gone through. */
  readonly steps: Readonly<Record<RunEvent, RunStep>>;
  /** On the side where the longest run is looked for: there the other kind's fibrillation ends a run too. */
  readonly searchSteps: Readonly<Record<RunEvent, RunStep>>;
  /** Events after which an episode met in that search is over. */
  readonly episodeIsOver: ReadonlySet<RunEvent>;
}

/** Length that stands for "more than 5" and for fibrillation. */
export const longRun = 6;

const ventricularSteps: Readonly<Record<RunEvent, RunStep>> = {
  N: 'end',
  S: 'end',
  V: 'beat',
  F: 'beat',
  Q: 'end',
  vfOn: 'episode',
  vfOff: 'episodeEnd',
  afOn: 'nothing',
  afOff: 'nothing',
  unreadable: 'end',
  nothing: 'nothing',
};

const supraventricularSteps: Readonly<Record<RunEvent, RunStep>> = {
  N: 'end',
  S: 'beat',
  V: 'end',
  F: 'end',
  Q: 'end',
  vfOn: 'nothing',
  vfOff: 'nothing',
  afOn: 'episode',
  afOff: 'episodeEnd',
  unreadable: 'end',
  nothing: 'nothing',
};

export const ventricularRuns: RunKind = {
  name: 'VE',
  steps: ventricularSteps,
  searchSteps: { ...ventricularSteps, afOn: 'end' },
  episodeIsOver: new Set(['vfOff', 'afOn', 'unreadable']),
};

export const supraventricularRuns: RunKind = {
  name: 'SVE',
  steps: supraventricularSteps,
  searchSteps: { ...supraventricularSteps, vfOn: 'end' },
  episodeIsOver: new Set(['afOff', 'vfOn', 'unreadable']),
};
