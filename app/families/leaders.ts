import { isLikeSized, leastSize, productOf, sizeOf } from './compare.ts';
import { cutShape } from './cut.ts';
import { cutLength, slack } from './grid.ts';
import { createTemplate, renew, type Template } from './template.ts';

/** A template that beats are being gathered under. */
export interface Leader extends Template {
  /** Its name: leaders are numbered as they appear, also those that are gone. */
  readonly number: number;
  /** Number of the last beat that it got. */
  last: number;
}

export interface Leaders {
  /**
   * Puts a beat under the leader that it is most like, or makes it a leader.
   *
   * @param signals conditioned leads in mV
   * @param centre position of the fiducial in them
   * @param into receives the beat, aligned with its leader: leads x cutLength values from `offset`
   * @returns number of the leader
   */
  place(signals: readonly Float32Array[], centre: number, into: Float32Array, offset: number): number;
  /** The leaders that are left, in the order in which they appeared. */
  readonly standing: () => readonly Leader[];
}

/** Correlation from which on a beat belongs to a leader. */
const belongs = 0.95;
/** A mean follows slow changes: no beat counts less than one of this many. */
const memory = 500;
/** Leaders that are aligned with a beat, after a first look at all of them. */
const lookedAt = 4;
/** A first look may miss by this much what alignment finds. */
const gain = 0.35;
/** Leaders at most. When they are full, the rarest that no beat came to for longest make room. */
const most = 96;
const kept = 48;

/**
 * Leader clustering with moving means (Hartigan, Clustering Algorithms, 1975, chapter 3): one pass in time order, a beat goes to
 * the nearest mean or starts one of its own. Nothing is left to chance, so the same beats give the same leaders.
 */
export function createLeaders(leads: number): Leaders {
  let leaders: Leader[] = [];
  let appeared = 0;
  let beats = 0;
  const cut = new Float32Array(leads * cutLength);
  const sizes = new Float64Array(2 * slack + 1);

  /** The leaders that look most like the beat before alignment, at most `lookedAt`. */
  function nearest(size: number): Leader[] {
    const found: { leader: Leader; correlation: number }[] = [];
    for (const leader of leaders) {
      if (!isLikeSized(size, leader.size)) continue;
      const correlation = productOf(leader.probe, cut, leads) / size;
      if (correlation < belongs - gain) continue;
      if (found.length === lookedAt && correlation <= found[lookedAt - 1]!.correlation) continue;
      if (found.length === lookedAt) found.pop();
      let place = found.length;
      while (place > 0 && found[place - 1]!.correlation < correlation) place--;
      found.splice(place, 0, { leader, correlation });
    }
    return found.map(({ leader }) => leader);
  }

  /** Where the beat fits a leader best, between samples: the top of a parabola through the best shift and its neighbours. */
  function align(leader: Leader): { correlation: number; shift: number } {
    const at = (shift: number) => productOf(leader.probe, cut, leads, shift) / sizes[shift + slack]!;
    let shift = 0;
    let correlation = at(0);
    for (const step of [-1, 1]) {
      for (let next = shift + step; Math.abs(next) <= slack; next += step) {
        const value = at(next);
        if (value <= correlation) break;
        correlation = value;
        shift = next;
      }
    }
    if (Math.abs(shift) === slack) return { correlation, shift };
    const [before, after] = [at(shift - 1), at(shift + 1)];
    const bend = before - 2 * correlation + after;
    return { correlation, shift: bend < 0 ? shift + (0.5 * (before - after)) / bend : shift };
  }

  function makeRoom(): void {
    const worth = leaders.toSorted((a, b) => Number(b.count > 1) - Number(a.count > 1) || b.last - a.last);
    const staying = new Set(worth.slice(0, kept));
    leaders = leaders.filter((leader) => staying.has(leader) || leader.count > memory);
  }

  function lead(size: number): Leader {
    if (leaders.length >= most) makeRoom();
    const leader = { ...createTemplate(cut, leads, 1), number: appeared++, last: beats, size };
    leaders.push(leader);
    return leader;
  }

  function join(leader: Leader): void {
    leader.count++;
    leader.last = beats;
    const share = 1 / Math.min(leader.count, memory);
    for (let index = 0; index < cut.length; index++) leader.cut[index]! += (cut[index]! - leader.cut[index]!) * share;
    renew(leader, leads);
  }

  return {
    place(signals, centre, into, offset) {
      beats++;
      cutShape(signals, centre, cut);
      for (let shift = -slack; shift <= slack; shift++) sizes[shift + slack] = sizeOf(cut, leads, shift) || Infinity;
      const size = sizes[slack]!;
      let best: Leader | null = null;
      let fit = { correlation: belongs, shift: 0 };
      for (const leader of size >= leastSize ? nearest(size) : []) {
        const found = align(leader);
        if (found.correlation < fit.correlation) continue;
        best = leader;
        fit = found;
      }
      if (best) {
        if (fit.shift !== 0) cutShape(signals, centre + fit.shift, cut);
        join(best);
      } else best = lead(size);
      into.set(cut, offset);
      return best.number;
    },
    standing: () => leaders,
  };
}
