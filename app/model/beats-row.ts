/**
 * How the training graph reads a beat: one flat row of length x leads samples, lead after lead within a sample,
 * then a 0 (what lies beyond the ends) and a 1 (the column that carries a bias).
 */
export function beatsRowWidth(length: number, leads: number): number {
  return length * leads + 2;
}

/** Column of the 0; the 1 stands behind it. */
export function zeroColumn(length: number, leads: number): number {
  return length * leads;
}

/**
 * Writes beats [count, leads, length] as training rows.
 *
 * @param rows which beats, in order
 * @param into receives rows.length x beatsRowWidth values
 */
export function writeBeatsRows(
  beats: Float32Array,
  rows: Int32Array,
  length: number,
  leads: number,
  into: Float32Array,
): void {
  const width = beatsRowWidth(length, leads);
  rows.forEach((row, index) => {
    const to = index * width;
    const from = row * leads * length;
    if (leads === 1) {
      into.set(beats.subarray(from, from + length), to);
    } else {
      for (let lead = 0; lead < leads; lead++) {
        for (let sample = 0; sample < length; sample++) {
          into[to + sample * leads + lead] = beats[from + lead * length + sample]!;
        }
      }
    }
    into[to + width - 2] = 0;
    into[to + width - 1] = 1;
  });
}
