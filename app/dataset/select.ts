import type { LabelledRows } from './rows.ts';

/** A copy of the chosen rows, in the order of `indices`; a row may be chosen more than once. */
export function selectRows(rows: LabelledRows, indices: Int32Array): LabelledRows {
  const values = rows.leads * rows.length;
  const width = rows.featureNames.length;
  const beats = new Float32Array(indices.length * values);
  const features = new Float32Array(indices.length * width);
  indices.forEach((row, position) => {
    beats.set(rows.beats.subarray(row * values, (row + 1) * values), position * values);
    features.set(rows.features.subarray(row * width, (row + 1) * width), position * width);
  });
  return {
    ...rows,
    count: indices.length,
    beats,
    features,
    labels: Uint8Array.from(indices, (row) => rows.labels[row]!),
    recordingOf: Uint16Array.from(indices, (row) => rows.recordingOf[row]!),
    samples: Int32Array.from(indices, (row) => rows.samples[row]!),
  };
}
