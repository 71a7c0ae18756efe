import { symbolOfBeat } from '../../app/contract/beat-codes.ts';
import { beatClasses } from '../../app/contract/classes.ts';
import { doubtfulBelow, personSource, probabilitiesOf, shownProbability, type BeatColumns } from './beat-columns.ts';

/** How one beat is written above the paper. */
export interface Chip {
  /** Index into the columns. */
  readonly beat: number;
  /** Middle, CSS pixels from the left edge. */
  readonly x: number;
  /** Class index, or 255 where not analysed. */
  readonly label: number;
  /** What is written: the WFDB code where a person gave the label, else the letter of the class. */
  readonly letter: string;
  /** `mark`: too little room for a letter. `plain`: letter without a box. `doubtful`: dashed box. */
  readonly style: 'mark' | 'plain' | 'filled' | 'doubtful';
  /** Length of the underline, 0 to 1; null where a person or a file gave the label. */
  readonly probability: number | null;
}

export const chipWidth = 30;
/** From the middle of a chip to the nearest place for a mark. */
const markRoom = 18;
const normal = beatClasses.indexOf('N');
const analysedClasses = beatClasses.length;

/**
 * Places a chip over every beat. Where two chips would overlap, the selected beat keeps its letter, then the ectopic one,
 * and the other becomes a mark. Where beats stand so close that even a mark would lie under a letter, all become marks:
 * no beat disappears. Only the selection keeps its letters whatever lies beneath.
 *
 * @param x position of each beat in CSS pixels
 * @param selected whether the beat at an index is selected
 */
export function layoutChips(
  beats: BeatColumns,
  x: (frame: number) => number,
  selected: (index: number) => boolean,
): Chip[] {
  const places = Array.from({ length: beats.count }, (_, index) => x(beats.samples[index]!));
  const order = places.map((_, index) => index).sort((a, b) => rank(b) - rank(a) || a - b);
  const lettered = new Set<number>();
  for (const index of order) {
    if (selected(index) || (hasRoom(places, index, lettered) && !crowded(places, index))) lettered.add(index);
  }
  return places.map((place, index) => chip(beats, index, place, lettered.has(index)));

  function rank(index: number): number {
    if (selected(index)) return 2;
    return beats.labels[index] === normal ? 0 : 1;
  }
}

/** Whether a neighbour stands so close that its mark would lie under the letter. */
function crowded(places: readonly number[], index: number): boolean {
  const place = places[index]!;
  return [places[index - 1], places[index + 1]].some((beside) => Math.abs((beside ?? Infinity) - place) < markRoom);
}

function hasRoom(places: readonly number[], index: number, taken: ReadonlySet<number>): boolean {
  const place = places[index]!;
  for (let left = index - 1; left >= 0 && place - places[left]! < chipWidth; left--) {
    if (taken.has(left)) return false;
  }
  for (let right = index + 1; right < places.length && places[right]! - place < chipWidth; right++) {
    if (taken.has(right)) return false;
  }
  return true;
}

function chip(beats: BeatColumns, beat: number, x: number, lettered: boolean): Chip {
  const label = beats.labels[beat]!;
  const byPerson = beats.sources[beat] === personSource;
  const asked = probabilitiesOf(beats, beat).some((value) => value > 0);
  const probability = asked && !byPerson && label < analysedClasses ? shownProbability(beats, beat) : null;
  const style = (): Chip['style'] => {
    if (!lettered) return 'mark';
    if (label >= analysedClasses) return 'plain';
    if (probability !== null && probability < doubtfulBelow) return 'doubtful';
    return label === normal && !byPerson ? 'plain' : 'filled';
  };
  const letter = (byPerson && symbolOfBeat(beats.codes[beat] ?? 0)) || (beatClasses[label] ?? '');
  return { beat, x, label, letter, style: style(), probability };
}

/** An RR interval written between two beats. */
export interface IntervalText {
  /** Middle, CSS pixels. */
  readonly x: number;
  /** Room between the beats, CSS pixels. */
  readonly room: number;
  /** Milliseconds, or beats a minute. */
  readonly figure: number;
  /** Beside a selected beat. */
  readonly strong: boolean;
}

const roomForInterval = 30;

/** The RR intervals between neighbouring beats that have room to be written, or the rates that they make. */
export function layoutIntervals(
  beats: BeatColumns,
  rate: number,
  x: (frame: number) => number,
  selected: (index: number) => boolean,
  perMinute: boolean,
): IntervalText[] {
  const intervals: IntervalText[] = [];
  for (let index = 1; index < beats.count; index++) {
    const left = x(beats.samples[index - 1]!);
    const right = x(beats.samples[index]!);
    if (right - left < roomForInterval) continue;
    const seconds = (beats.samples[index]! - beats.samples[index - 1]!) / rate;
    intervals.push({
      x: (left + right) / 2,
      room: right - left,
      figure: Math.round(perMinute ? 60 / seconds : seconds * 1000),
      strong: selected(index - 1) || selected(index),
    });
  }
  return intervals;
}
