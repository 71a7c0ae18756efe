/** The beats that are selected, by position, ascending: a fortnight has more than a million. */
export interface Selection {
  /** Frames, ascending. */
  readonly samples: Int32Array;
  /** Where extending started. */
  readonly anchor: number | null;
  /** The beat that the inspector shows and the keys move from. */
  readonly focus: number | null;
  /** Every beat from the first to the last is selected, so that two frames say all of it. */
  readonly whole?: boolean;
}

export const nothingSelected: Selection = { samples: new Int32Array(), anchor: null, focus: null };

export function selectOne(sample: number): Selection {
  return { samples: Int32Array.of(sample), anchor: sample, focus: sample };
}

/** Selects beats of any number. @param samples frames, ascending; @param focus one of them, the first when left out */
export function selectMany(samples: Int32Array | readonly number[], focus?: number): Selection {
  const kept = samples instanceof Int32Array ? samples : Int32Array.from(samples);
  const first = focus ?? kept[0] ?? null;
  return { samples: kept, anchor: first, focus: first };
}

/** Extends from the anchor to `focus`. @param between positions of all beats from one to the other, both included */
export function extendTo(selection: Selection, focus: number, between: Int32Array): Selection {
  return { samples: between, anchor: selection.anchor ?? focus, focus, whole: true };
}

/** Adds or takes away one beat, as Ctrl click does. */
export function toggle(selection: Selection, sample: number): Selection {
  const { samples } = selection;
  const at = placeOf(samples, sample);
  if (samples[at] !== sample) {
    const joined = new Int32Array(samples.length + 1);
    joined.set(samples.subarray(0, at));
    joined[at] = sample;
    joined.set(samples.subarray(at), at + 1);
    return { samples: joined, anchor: sample, focus: sample };
  }
  const left = new Int32Array(samples.length - 1);
  left.set(samples.subarray(0, at));
  left.set(samples.subarray(at + 1), at);
  const focus = selection.focus === sample ? (left.at(-1) ?? null) : selection.focus;
  return { samples: left, anchor: focus, focus };
}

/** The same selection when a beat was moved. */
export function afterMove(selection: Selection, from: number, to: number): Selection {
  const moved = (sample: number | null) => (sample === from ? to : sample);
  const samples = selection.samples.map((sample) => (sample === from ? to : sample)).sort();
  return { samples, anchor: moved(selection.anchor), focus: moved(selection.focus) };
}

/** What can be asked of the selected beats; as quick for a million as for one. */
export interface SampleSet extends Iterable<number> {
  readonly size: number;
  has(sample: number): boolean;
}

/** A set over ascending samples, without a copy. */
export function sampleSet(samples: Int32Array): SampleSet {
  return {
    size: samples.length,
    has: (sample) => samples[placeOf(samples, sample)] === sample,
    [Symbol.iterator]: () => samples[Symbol.iterator](),
  };
}

/** Index of the first of ascending `samples` at or after `sample`, by bisection; their count when there is none. */
export function placeOf(samples: Int32Array, sample: number): number {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (samples[middle]! < sample) low = middle + 1;
    else high = middle;
  }
  return low;
}
