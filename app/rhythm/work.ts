/**
 * Work over a whole recording in pieces: whoever has it done may do something else at every `yield`. The answer is the same
 * whether it is done in one go or not.
 */
export type Work<Answer> = Generator<void, Answer, void>;

/** Loops over beats give way where `(beat & pieceMask) === 0`: every 8,192 beats, well below a millisecond each. */
export const pieceMask = 8191;

/** Does all of the work at once, for those who have nothing else to do. */
export function inOneGo<Answer>(work: Work<Answer>): Answer {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
