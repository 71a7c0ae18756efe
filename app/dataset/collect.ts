import type { RowShape } from '../beat/shape.ts';
import { segmentSpans } from '../beat/segment.ts';
import type { Spans } from '../beat/spans.ts';
import type { Recording } from '../signal/recording.ts';
import type { LabelledRows } from './rows.ts';

/** The beats of one recording that become rows. */
export interface LabelledSpans {
  readonly recording: Recording;
  readonly spans: Spans;
  /** Class index of each span. */
  readonly labels: Uint8Array;
  /** Fiducial of each span in frames. */
  readonly samples: Int32Array;
}

/** Reads the rows of all recordings, one recording after the other, in the order of their spans; no extra features. */
export async function collectRows(
  sources: readonly LabelledSpans[],
  shape: RowShape,
  leads: readonly number[],
): Promise<LabelledRows> {
  const count = sources.reduce((sum, { labels }) => sum + labels.length, 0);
  const values = leads.length * shape.length;
  const beats = new Float32Array(count * values);
  const labels = new Uint8Array(count);
  const samples = new Int32Array(count);
  const recordingOf = new Uint16Array(count);
  let row = 0;
  for (const [index, source] of sources.entries()) {
    for await (const batch of segmentSpans(source.recording, source.spans, shape, { leads })) {
      beats.set(batch.beats, (row + batch.first) * values);
    }
    labels.set(source.labels, row);
    samples.set(source.samples, row);
    recordingOf.fill(index, row, row + source.labels.length);
    row += source.labels.length;
  }
  return {
    count,
    length: shape.length,
    leads: leads.length,
    beats,
    labels,
    recordings: sources.map(({ recording }) => recording.name),
    recordingOf,
    samples,
    features: new Float32Array(0),
    featureNames: [],
  };
}
