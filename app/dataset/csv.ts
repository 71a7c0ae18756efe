import type { LabelledRows } from './rows.ts';

/** Characters of one number, "d.dddddddddddddddddde+dd". */
const width = 24;
const significant = 19;
/** Texts kept; ratios of small integers repeat, so most numbers are found here. */
const remembered = 1 << 16;

/**
 * A finite number that is not negative as C's `%.18e` prints it.
 *
 * JavaScript rounds a tie away from zero where C rounds it to the even digit, and a float32 widened to double often lies
 * exactly between two 19-digit numbers; so the digits are taken exactly and rounded here.
 */
export function formatExponential(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential(60).replace('.', '').split('e');
  const isTie = digits[significant] === '5' && /^0*$/.test(digits.slice(significant + 1));
  const lastIsEven = Number(digits[significant - 1]) % 2 === 0;
  const text =
    isTie && lastIsEven ? digits.slice(0, significant) : value.toExponential(18).replace('.', '').split('e')[0]!;
  const power = isTie && lastIsEven ? exponent : value.toExponential(18).split('e')[1]!;
  return `${text[0]}.${text.slice(1)}e${power[0]}${power.slice(1).padStart(2, '0')}`;
}

/**
 * The rows as the text of the published CSV files: each value and the label in `%.18e`, commas, LF, no header.
 *
 * @param rows of one lead
 * @yields ASCII bytes of up to 512 rows; the array is used again for the next ones
 */
export function* encodeCsv(rows: LabelledRows): Generator<Uint8Array> {
  const columns = rows.leads * rows.length;
  const rowBytes = (columns + 1) * (width + 1);
  const block = new Uint8Array(512 * rowBytes);
  const places = new Map<number, number>();
  const texts = new Uint8Array(remembered * width);
  let filled = 0;

  function write(value: number): void {
    let place = places.get(value);
    if (place === undefined) {
      if (places.size === remembered) places.clear();
      place = places.size * width;
      places.set(value, place);
      const text = formatExponential(value);
      for (let index = 0; index < width; index++) texts[place + index] = text.charCodeAt(index);
    }
    for (let index = 0; index < width; index++) block[filled + index] = texts[place + index]!;
    filled += width;
  }

  for (let row = 0; row < rows.count; row++) {
    for (let column = 0; column < columns; column++) {
      write(rows.beats[row * columns + column]!);
      block[filled++] = 0x2c;
    }
    write(rows.labels[row]!);
    block[filled++] = 0x0a;
    if (filled === block.length) {
      yield block;
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}
