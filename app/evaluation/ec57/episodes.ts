const none = -1;

/**
 * The two latest episodes (shutdown or fibrillation) that one side's annotations have shown so far.
 *
 * The comparison looks at an episode only while it is one of these two, as the program bxb does. Positions are in frames.
 */
export interface RecentEpisodes {
  /** An episode begins; until {@link RecentEpisodes.end} is called it has the end of the episode before, or none. */
  begin(sample: number): void;
  /** Corrects where the latest episode began. */
  moveBeginning(sample: number): void;
  /** The latest episode ends. */
  end(sample: number): void;
  /** End of the latest episode that ended, -1 before the first. */
  latestEnd(): number;
  /** Whether a position lies inside one of the two episodes, both ends included. */
  covers(sample: number): boolean;
  /** Whether one of the two began in [from, to). */
  beganBetween(from: number, to: number): boolean;
}

/** No episode yet. */
export function recentEpisodes(): RecentEpisodes {
  let [on, off, previousOn, previousOff] = [none, none, none, none];
  return {
    begin(sample) {
      [previousOn, previousOff] = [on, off];
      on = sample;
    },
    moveBeginning(sample) {
      on = sample;
    },
    end(sample) {
      off = sample;
    },
    latestEnd: () => off,
    covers(sample) {
      if (on !== none && on <= sample && (sample <= off || off === none)) return true;
      return previousOn !== none && previousOn <= sample && sample <= previousOff;
    },
    beganBetween: (from, to) => (from <= on && on < to) || (from <= previousOn && previousOn < to),
  };
}
