import { shallowRef, triggerRef, watch } from 'vue';

import { invalidSample } from '../waveform/trace-slice.ts';
import { useCore } from '../core.ts';
import { useReview } from '../review/review.ts';
import { useSession } from '../stores/session.ts';

/** Seconds before and after the fiducial. */
const before = 0.25;
const after = 0.45;
/** Units of the box that a path is drawn in. */
export const thumbnailBox = { width: 56, height: 22 } as const;
const keptPaths = 400;

/** Small drawings of beats in the first lead shown, each asked for once, as paths of {@link thumbnailBox}. */
export function useThumbnails() {
  const core = useCore();
  const session = useSession();
  const review = useReview();
  const paths = shallowRef(new Map<number, string>());

  async function draw(sample: number): Promise<void> {
    const row = session.recording;
    const lead = review.leads[0] ?? 0;
    if (!row || paths.value.has(sample)) return;
    paths.value.set(sample, '');
    const from = Math.max(0, Math.round(sample - before * row.rate));
    const to = Math.min(row.frames, Math.round(sample + after * row.rate));
    const answer = await core.call('signal.read', { recordingId: row.id, leads: [lead], from, to }).catch(() => null);
    if (row.id !== session.recording?.id) return;
    if (!answer) return void paths.value.delete(sample);
    paths.value.set(sample, pathOf(answer.samples[0] ?? new Int32Array()));
    for (const old of [...paths.value.keys()].slice(0, -keptPaths)) paths.value.delete(old);
    triggerRef(paths);
  }

  watch([() => session.recording?.id, () => review.leads[0]], () => {
    paths.value.clear();
    triggerRef(paths);
  });

  return { paths, draw };
}

/** Samples as a line that fills the box; about one point a unit of width. */
export function pathOf(samples: Int32Array): string {
  const valid = samples.filter((value) => value !== invalidSample);
  if (valid.length < 2) return '';
  const lowest = valid.reduce((least, value) => Math.min(least, value));
  const highest = valid.reduce((most, value) => Math.max(most, value));
  const { width, height } = thumbnailBox;
  const scale = (height - 2) / Math.max(1, highest - lowest);
  const step = Math.max(1, Math.floor(samples.length / (2 * width)));
  let path = '';
  let down = false;
  for (let index = 0; index < samples.length; index += step) {
    const value = samples[index]!;
    if (value === invalidSample) {
      down = false;
      continue;
    }
    const x = (index / (samples.length - 1)) * width;
    const y = height - 1 - (value - lowest) * scale;
    path += `${down ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    down = true;
  }
  return path;
}
