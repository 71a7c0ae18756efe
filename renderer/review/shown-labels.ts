import { beatClasses, type BeatClass } from '../../app/contract/classes.ts';
import type { BeatColumns } from '../waveform/beat-columns.ts';

/** The label that each of `samples` shows, by position. Beats without one, and positions without a beat, are left out. */
export function shownLabels(beats: BeatColumns, samples: readonly number[]): Map<number, BeatClass> {
  const wanted = new Set(samples);
  const labels = new Map<number, BeatClass>();
  beats.samples.forEach((sample, index) => {
    const label = beatClasses[beats.labels[index]!];
    if (label && wanted.has(sample)) labels.set(sample, label);
  });
  return labels;
}
