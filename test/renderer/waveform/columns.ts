import type { BeatColumns } from '../../../renderer/waveform/beat-columns.ts';

interface Beat {
  readonly sample: number;
  readonly label: number;
  /** Probability of the shown label; without it the model was not asked. */
  readonly p?: number;
  readonly source?: number;
  /** WFDB code of the label. */
  readonly code?: number;
}

/** Columns of a few beats. */
export function columnsOf(beats: readonly Beat[], firstIndex = 0): BeatColumns {
  const probabilities = new Uint16Array(beats.length * 5);
  beats.forEach(({ label, p }, index) => {
    if (p !== undefined) probabilities[index * 5 + label] = Math.round(p * 65_535);
  });
  return {
    count: beats.length,
    firstIndex,
    samples: Int32Array.from(beats, (beat) => beat.sample),
    labels: Uint8Array.from(beats, (beat) => beat.label),
    sources: Uint8Array.from(beats, (beat) => beat.source ?? 0),
    probabilities,
    fileCodes: new Uint8Array(beats.length),
    codes: Uint8Array.from(beats, (beat) => beat.code ?? 0),
  };
}
