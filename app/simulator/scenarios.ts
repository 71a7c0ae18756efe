import type { Episode, RhythmState, ScheduledBeat } from './episodes.ts';
import {
  atrialFibrillation,
  bigeminy,
  couplet,
  fusion,
  pause,
  prematureAtrial,
  prematureVentricular,
  sinus,
  ventricularPacing,
  ventricularRun,
} from './episodes.ts';

/** Names of the rhythm scenarios. */
export const scenarioNames = ['mixed', 'sinus', 'pvc', 'sveb', 'fusion', 'pauses', 'af', 'pacing'] as const;

export type ScenarioName = (typeof scenarioNames)[number];

interface Scenario {
  /** Sinus rhythm between two episodes. */
  readonly rest: Episode;
  /** Each comes once in every round, in an order drawn anew. */
  readonly round: readonly Episode[];
}

function times(count: number, episode: Episode): Episode[] {
  return new Array<Episode>(count).fill(episode);
}

const scenarios: Record<ScenarioName, Scenario> = {
  mixed: {
    rest: sinus(6, 20),
    round: [
      ...times(6, prematureVentricular),
      ...times(6, prematureAtrial),
      couplet,
      bigeminy,
      ventricularRun,
      ...times(2, fusion),
      pause,
    ],
  },
  sinus: { rest: sinus(100, 100), round: [sinus(1, 1)] },
  pvc: {
    rest: sinus(4, 16),
    round: [...times(8, prematureVentricular), ...times(2, couplet), bigeminy, ventricularRun],
  },
  sveb: { rest: sinus(4, 14), round: [prematureAtrial] },
  fusion: { rest: sinus(5, 15), round: [fusion, fusion, prematureVentricular] },
  pauses: { rest: sinus(10, 40), round: [pause] },
  af: { rest: sinus(20, 60), round: [atrialFibrillation] },
  pacing: { rest: sinus(5, 20), round: [ventricularPacing] },
};

/** The endless beats of a scenario in time order. */
export function* beatsOf(name: ScenarioName, state: RhythmState): Generator<ScheduledBeat> {
  const { rest, round } = scenarios[name];
  for (;;) {
    const order = [...round];
    for (let left = order.length; left > 0; left--) {
      const chosen = state.random.integer(left);
      yield* rest(state);
      yield* order[chosen]!(state);
      order[chosen] = order[left - 1]!;
    }
  }
}
