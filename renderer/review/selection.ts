/** The beats that are selected, by position, ascending. The one with the focus is the last that was reached. */
export interface Selection {
  readonly samples: readonly number[];
  /** Where extending started. */
  readonly anchor: number | null;
  /** The beat that the inspector shows and the keys move from. */
  readonly focus: number | null;
}

export const nothingSelected: Selection = { samples: [], anchor: null, focus: null };

export function selectOne(sample: number): Selection {
  return { samples: [sample], anchor: sample, focus: sample };
}

/** Extends from the anchor to `focus`. @param between positions of all beats from one to the other, both included */
export function extendTo(selection: Selection, focus: number, between: readonly number[]): Selection {
  return { samples: between, anchor: selection.anchor ?? focus, focus };
}

/** Adds or takes away one beat, as Ctrl click does. */
export function toggle(selection: Selection, sample: number): Selection {
  const without = selection.samples.filter((other) => other !== sample);
  if (without.length < selection.samples.length) {
    const focus = selection.focus === sample ? (without.at(-1) ?? null) : selection.focus;
    return { samples: without, anchor: focus, focus };
  }
  return { samples: [...without, sample].sort((a, b) => a - b), anchor: sample, focus: sample };
}
