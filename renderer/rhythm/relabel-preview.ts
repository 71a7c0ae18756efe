import { beatClasses, type BeatClass } from '../../app/contract/classes.ts';
import { personSource } from '../waveform/beat-columns.ts';

/** Beats around the selection: positions ascending, what each shows and who gave it. */
export interface SelectedLabels {
  readonly samples: Int32Array;
  readonly labels: Uint8Array;
  readonly sources: Uint8Array;
}

/** What giving one label to the selection would do. */
export interface RelabelPreview {
  /** Beats that change, frames. */
  readonly changes: Int32Array;
  /** How many change from each label, the most first; 255 is no label. */
  readonly from: readonly { readonly label: number; readonly beats: number }[];
  /** Selected beats that have the label already. */
  readonly same: number;
  /** Selected beats with another label that a person gave. */
  readonly read: number;
}

/** @param includeRead also change what a person decided */
export function previewRelabel(
  labels: SelectedLabels,
  selected: Int32Array,
  label: BeatClass,
  includeRead: boolean,
): RelabelPreview {
  const wanted = beatClasses.indexOf(label);
  const changes = new Int32Array(selected.length);
  const counts = new Map<number, number>();
  let [count, same, read, at] = [0, 0, 0, 0];
  for (const sample of selected) {
    while (at < labels.samples.length && labels.samples[at]! < sample) at += 1;
    if (labels.samples[at] !== sample) continue;
    const shown = labels.labels[at]!;
    const byPerson = labels.sources[at] === personSource;
    if (shown === wanted) {
      same += 1;
      continue;
    }
    if (byPerson) read += 1;
    if (byPerson && !includeRead) continue;
    counts.set(shown, (counts.get(shown) ?? 0) + 1);
    changes[count++] = sample;
  }
  const from = [...counts].map(([shown, beats]) => ({ label: shown, beats })).sort((a, b) => b.beats - a.beats);
  return { changes: changes.slice(0, count), from, same, read };
}
