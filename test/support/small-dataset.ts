import { studyShape } from '../../app/beat/shape.ts';
import type { BuiltDataset } from '../../app/dataset/protocol.ts';
import type { LabelledRows } from '../../app/dataset/rows.ts';

function rowsOf(labels: readonly number[]): LabelledRows {
  const count = labels.length;
  return {
    count,
    length: studyShape.length,
    leads: 1,
    beats: Float32Array.from({ length: count * studyShape.length }, (_, index) => (index % 11) / 10),
    labels: Uint8Array.from(labels),
    recordings: ['100', '101'],
    recordingOf: Uint16Array.from(labels, (_, row) => row % 2),
    samples: Int32Array.from(labels, (_, row) => 300 * row),
    features: new Float32Array(0),
    featureNames: [],
  };
}

/** A data set of the study's shape with three training rows (N, N, V) and two test rows (N, S), for tests. */
export function smallDataset(): BuiltDataset {
  return {
    protocol: 'seed',
    mapping: 'aami',
    shape: studyShape,
    split: 'made up',
    splits: { train: rowsOf([0, 0, 2]), test: rowsOf([0, 1]) },
    log: ['made up'],
  };
}
