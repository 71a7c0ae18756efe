/** What a window of beats says of their numbers. */
export interface NumberedBeats {
  readonly firstIndex: number;
  readonly samples: ArrayLike<number>;
}

/** Beats that a window should hold: enough to hit soon, few enough to be read at once. */
const wantedBeats = 256;

/**
 * Frame of a beat by its number in the session, 0-based, or null. Windows are read where the beat is expected by its share
 * of the beats on either side, so that 1.4 million beats need a handful of windows.
 *
 * @param read beats from `from` to `to` frames, with the number of the first
 * @param beats how many beats there are, about
 */
export async function sampleOfBeat(
  read: (from: number, to: number) => Promise<NumberedBeats>,
  index: number,
  beats: number,
  frames: number,
): Promise<number | null> {
  if (index < 0 || beats <= 0) return null;
  const span = Math.max(1, Math.ceil((frames / beats) * wantedBeats));
  let low = { frame: 0, index: 0 };
  let high = { frame: frames, index: beats };
  while (low.frame < high.frame) {
    const share = (index - low.index) / Math.max(1, high.index - low.index);
    const expected = low.frame + share * (high.frame - low.frame) - span / 2;
    const from = Math.floor(Math.min(Math.max(expected, low.frame), high.frame - 1));
    const to = Math.min(from + span, high.frame);
    const { firstIndex, samples } = await read(from, to);
    const until = firstIndex + samples.length;
    if (index >= firstIndex && index < until) return samples[index - firstIndex] ?? null;
    if (index < firstIndex) high = { frame: from, index: firstIndex };
    else low = { frame: to, index: until };
  }
  return null;
}
