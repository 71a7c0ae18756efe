import type { AnalysedBeats } from '../../app/store/store.ts';

type Labels = Map<number, number>;

/**
 * The same rules written the slow and obvious way: maps, and a copy of everything before each step.
 * Independent of the store's code on purpose.
 */
export class NaiveSession {
  readonly beats: AnalysedBeats;
  decided: Labels = new Map();
  past: Labels[] = [];
  future: Labels[] = [];
  stepBeats: number[] = [];

  constructor(beats: AnalysedBeats) {
    this.beats = beats;
  }

  shown(index: number): number {
    return this.decided.get(this.beats.samples[index]!) ?? this.beats.labels[index]!;
  }

  relabel(samples: readonly number[], label: number): number {
    const before = new Map(this.decided);
    let changed = 0;
    for (const sample of new Set(samples)) {
      if (this.decided.get(sample) === label) continue;
      this.decided.set(sample, label);
      changed++;
    }
    if (changed === 0) return 0;
    this.past.push(before);
    this.future = [];
    this.stepBeats.push(changed);
    return changed;
  }

  undo(): boolean {
    const before = this.past.pop();
    if (!before) return false;
    this.stepBeats.push(difference(before, this.decided));
    this.future.push(this.decided);
    this.decided = before;
    return true;
  }

  redo(): boolean {
    const after = this.future.pop();
    if (!after) return false;
    this.stepBeats.push(difference(after, this.decided));
    this.past.push(this.decided);
    this.decided = after;
    return true;
  }

  counts(): { classes: number[]; differs: number } {
    const classes = [0, 0, 0, 0, 0];
    let differs = 0;
    for (let index = 0; index < this.beats.samples.length; index++) {
      const label = this.shown(index);
      const file = this.beats.fileClasses[index]!;
      if (label < 5) classes[label]!++;
      if (label < 5 && file < 5 && label !== file) differs++;
    }
    return { classes, differs };
  }

  find(sample: number, direction: 'next' | 'previous', label: number | undefined, differing: boolean): number | null {
    const order = [...this.beats.samples.keys()];
    if (direction === 'previous') order.reverse();
    for (const index of order) {
      const at = this.beats.samples[index]!;
      if (direction === 'next' ? at <= sample : at >= sample) continue;
      const shown = this.shown(index);
      const file = this.beats.fileClasses[index]!;
      if (label !== undefined && shown !== label) continue;
      if (differing && (shown === file || shown > 4 || file > 4)) continue;
      return at;
    }
    return null;
  }
}

function difference(first: Labels, second: Labels): number {
  const samples = new Set([...first.keys(), ...second.keys()]);
  return [...samples].filter((sample) => first.get(sample) !== second.get(sample)).length;
}
