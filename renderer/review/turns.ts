/** Whether a turn still counts: false once the reader has gone elsewhere by other means. */
export type StillOn = () => boolean;

/** Something a key does. What waits for the core tells whether it came where it wanted. */
export type Turn = (stillOn: StillOn) => void | Promise<boolean>;

/**
 * Keys in the order in which they were pressed.
 *
 * A way to another beat may have to ask the core. What is pressed meanwhile waits, because it is meant for the beat that is
 * being gone to; when that beat is not reached, it is dropped, because it is meant for no other.
 */
export class Turns {
  #waiting: Turn[] = [];
  /** The turn that waits for the core. */
  #current: symbol | null = null;

  /** Runs a turn: at once when nothing is pending, else behind what is. */
  take(turn: Turn): void {
    if (this.#current !== null) this.#waiting.push(turn);
    else this.#run(turn);
  }

  /** Forgets the turn under way and all behind it: what the reader points at comes first. */
  abandon(): void {
    this.#current = null;
    this.#waiting = [];
  }

  #run(turn: Turn): void {
    const mark = Symbol('turn');
    const stillOn = () => this.#current === mark;
    this.#current = mark;
    const arriving = turn(stillOn);
    if (!stillOn()) return;
    if (!arriving) return this.#next();
    arriving.then(
      (arrived) => {
        if (!stillOn()) return;
        if (!arrived) this.#waiting = [];
        this.#next();
      },
      () => stillOn() && this.abandon(),
    );
  }

  #next(): void {
    this.#current = null;
    const turn = this.#waiting.shift();
    if (turn) this.#run(turn);
  }
}
