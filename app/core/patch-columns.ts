import { beatClasses } from '../contract/classes.ts';
import { lowerBound } from '../store/columns.ts';
import { noBeat } from '../store/overlay.ts';
import type { BeatEdits } from '../store/changes.ts';
import type { SessionColumns } from './session-columns.ts';

/** What the run says of its beats, which a beat that comes back takes again. */
export interface RunColumns {
  readonly samples: Int32Array;
  readonly fileCodes: Uint8Array;
  readonly probabilities: Uint16Array;
}

const classCount = beatClasses.length;

/** Columns after changes, in arrays of their own where they differ. Changes that are in the columns already do no harm. */
export function patchColumns(columns: SessionColumns, run: RunColumns, changes: readonly BeatEdits[]): SessionColumns {
  const edits = mergeEdits(changes.filter(({ samples }) => samples.length > 0));
  if (edits === null) return columns;
  const places = edits.samples.map((sample) => lowerBound(columns.samples, sample));
  const isShown = (index: number) => columns.samples[places[index]!] === edits.samples[index];
  const keepsBeats = places.every((_, index) => edits.labels[index] !== noBeat && isShown(index));
  return keepsBeats ? relabel(columns, edits, places) : splice(columns, run, edits, places);
}

/** Several changes as one, the last of each place. */
function mergeEdits(changes: readonly BeatEdits[]): BeatEdits | null {
  if (changes.length <= 1) return changes[0] ?? null;
  const last = new Map<number, { edits: BeatEdits; index: number }>();
  for (const edits of changes) edits.samples.forEach((sample, index) => last.set(sample, { edits, index }));
  const samples = Int32Array.from(last.keys()).sort();
  const at = (sample: number) => last.get(sample)!;
  const column = (name: 'labels' | 'sources' | 'codes') =>
    Uint8Array.from(samples, (sample) => at(sample).edits[name][at(sample).index]!);
  return { samples, labels: column('labels'), sources: column('sources'), codes: column('codes') };
}

function relabel(columns: SessionColumns, edits: BeatEdits, places: Int32Array): SessionColumns {
  const labels = columns.labels.slice();
  const sources = columns.sources.slice();
  const codes = columns.codes.slice();
  for (let index = 0; index < places.length; index++) {
    labels[places[index]!] = edits.labels[index]!;
    sources[places[index]!] = edits.sources[index]!;
    codes[places[index]!] = edits.codes[index]!;
  }
  return { ...columns, labels, sources, codes };
}

function splice(columns: SessionColumns, run: RunColumns, edits: BeatEdits, places: Int32Array): SessionColumns {
  const room = columns.samples.length + edits.samples.length;
  const out = {
    samples: new Int32Array(room),
    labels: new Uint8Array(room),
    sources: new Uint8Array(room),
    codes: new Uint8Array(room),
    fileCodes: new Uint8Array(room),
    probabilities: new Uint16Array(room * classCount),
  };
  let count = 0;
  let done = 0;
  function copy(until: number): void {
    out.samples.set(columns.samples.subarray(done, until), count);
    out.labels.set(columns.labels.subarray(done, until), count);
    out.sources.set(columns.sources.subarray(done, until), count);
    out.codes.set(columns.codes.subarray(done, until), count);
    out.fileCodes.set(columns.fileCodes.subarray(done, until), count);
    out.probabilities.set(columns.probabilities.subarray(done * classCount, until * classCount), count * classCount);
    count += until - done;
    done = until;
  }
  for (let index = 0; index < places.length; index++) {
    const sample = edits.samples[index]!;
    copy(places[index]!);
    if (columns.samples[done] === sample) done++;
    if (edits.labels[index] === noBeat) continue;
    const inRun = lowerBound(run.samples, sample);
    out.samples[count] = sample;
    out.labels[count] = edits.labels[index]!;
    out.sources[count] = edits.sources[index]!;
    out.codes[count] = edits.codes[index]!;
    if (run.samples[inRun] === sample) {
      out.fileCodes[count] = run.fileCodes[inRun]!;
      const first = inRun * classCount;
      out.probabilities.set(run.probabilities.subarray(first, first + classCount), count * classCount);
    }
    count++;
  }
  copy(columns.samples.length);
  return {
    ...columns,
    samples: out.samples.slice(0, count),
    labels: out.labels.slice(0, count),
    sources: out.sources.slice(0, count),
    codes: out.codes.slice(0, count),
    fileCodes: out.fileCodes.slice(0, count),
    probabilities: out.probabilities.slice(0, count * classCount),
  };
}
