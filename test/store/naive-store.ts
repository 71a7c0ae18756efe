import type { AnalysedBeats } from '../../app/store/store.ts';

/** What a person decided of a place: a label with a code (0: plain), or null: no beat. Compared by identity. */
interface Decision {
  readonly label: number | null;
  readonly code: number;
}

interface Edit {
  readonly sample: number;
  /** Null: what the run says. */
  readonly before: Decision | null;
  readonly after: Decision | null;
}

interface Note {
  readonly value: string;
}

interface NoteEdit {
  readonly key: string;
  readonly before: Note | null;
  readonly after: Note | null;
}

interface Step {
  readonly id: number;
  readonly action: string;
  readonly edits: readonly Edit[];
  readonly notes: readonly NoteEdit[];
  /** Beats that changed, a moved one once. */
  readonly beats: number;
}

/** A beat as shown. */
export interface NaiveBeat {
  readonly sample: number;
  readonly label: number;
  readonly code: number;
  readonly person: boolean;
  readonly fileClass: number;
  readonly fileCode: number;
}

const plain = [1, 9, 5, 6, 13];

/**
 * The same rules written the slow and obvious way: maps of objects, and lists of what each step changed.
 * Independent of the store's code on purpose.
 */
export class NaiveSession {
  base: Map<number, { label: number; fileClass: number; fileCode: number }>;
  decisions = new Map<number, Decision>();
  notes = new Map<string, Note>();
  steps: Step[] = [];
  standing = new Set<Step>();
  /** Steps that were taken back and not repeated: what they said must not come back. */
  takenBack = new Set<Step>();
  /** Undone steps with what undoing them did, the last one last. */
  undone: { step: Step; undo: Step }[] = [];

  constructor(beats: AnalysedBeats) {
    this.base = baseOf(beats);
  }

  shown(): NaiveBeat[] {
    const samples = [...new Set([...this.base.keys(), ...this.decisions.keys()])].sort((a, b) => a - b);
    return samples.flatMap((sample) => {
      const base = this.base.get(sample);
      const decision = this.decisions.get(sample);
      const label = decision ? decision.label : (base?.label ?? null);
      if (label === null) return [];
      return {
        sample,
        label,
        code: decision?.code || (plain[label] ?? 0),
        person: decision !== undefined,
        fileClass: base?.fileClass ?? 255,
        fileCode: base?.fileCode ?? 0,
      };
    });
  }

  #write(action: string, edits: readonly Edit[], notes: readonly NoteEdit[] = []): Step {
    const base = (sample: number) => (this.base.has(sample) ? this.base.get(sample)!.label : null);
    const labelOf = (sample: number, decision: Decision | null) => (decision ? decision.label : base(sample));
    const before = edits.filter((edit) => labelOf(edit.sample, edit.before) !== null).length;
    const after = edits.filter((edit) => labelOf(edit.sample, edit.after) !== null).length;
    for (const { sample, after: decision } of edits) {
      if (decision) this.decisions.set(sample, decision);
      else this.decisions.delete(sample);
    }
    for (const { key, after: note } of notes) {
      if (note) this.notes.set(key, note);
      else this.notes.delete(key);
    }
    const step = { id: this.steps.length, action, edits, notes, beats: Math.max(before, after) };
    this.steps.push(step);
    return step;
  }

  #push(action: string, edits: readonly Edit[], notes: readonly NoteEdit[] = []): boolean {
    if (edits.length + notes.length === 0) return false;
    this.standing.add(this.#write(action, edits, notes));
    this.undone = [];
    return true;
  }

  #edit(sample: number, after: Decision | null): Edit {
    return { sample, before: this.decisions.get(sample) ?? null, after };
  }

  relabel(samples: readonly number[], label: number, code = 0): boolean {
    const edits = [...new Set(samples)].flatMap((sample) => {
      const decision = this.decisions.get(sample);
      const same = decision?.label === label && decision.code === code;
      return same ? [] : [this.#edit(sample, { label, code })];
    });
    return this.#push('relabelled', edits);
  }

  confirm(samples: readonly number[]): boolean {
    const edits = [...new Set(samples)].flatMap((sample) => {
      const label = this.base.get(sample)?.label;
      if (this.decisions.has(sample) || label === undefined || label === 255) return [];
      return [this.#edit(sample, { label, code: 0 })];
    });
    return this.#push('confirmed', edits);
  }

  /** @returns null when another beat is too near */
  insert(sample: number, label: number, clearance: number): boolean | null {
    if (this.shown().some((beat) => Math.abs(beat.sample - sample) <= clearance)) return null;
    return this.#push('inserted', [this.#edit(sample, { label, code: 0 })]);
  }

  delete(samples: readonly number[]): boolean {
    return this.#push(
      'deleted',
      [...new Set(samples)].map((sample) => this.#gone(sample)),
    );
  }

  #gone(sample: number): Edit {
    return this.#edit(sample, this.base.has(sample) ? { label: null, code: 0 } : null);
  }

  move(sample: number, to: number, clearance: number): boolean | null {
    if (to === sample) return false;
    const others = this.shown().filter((beat) => beat.sample !== sample);
    if (others.some((beat) => Math.abs(beat.sample - to) <= clearance)) return null;
    const decision = this.decisions.get(sample);
    const label = decision?.label ?? this.base.get(sample)!.label;
    return this.#push('moved', [this.#gone(sample), this.#edit(to, { label, code: decision?.code ?? 0 })]);
  }

  note(key: string, value: string | null): boolean {
    const before = this.notes.get(key) ?? null;
    if ((before?.value ?? null) === value) return false;
    return this.#push('noted', [], [{ key, before, after: value === null ? null : { value } }]);
  }

  /** @returns false when there is nothing to take back */
  undo(step = [...this.standing].sort((a, b) => a.id - b.id).at(-1), chosen = false, overwrite = false): boolean {
    if (!step) return false;
    const now = (sample: number) => this.decisions.get(sample) ?? null;
    const noteNow = (key: string) => this.notes.get(key) ?? null;
    const isBeat = (sample: number, decision: Decision | null) =>
      decision ? decision.label !== null : this.base.has(sample);
    const changed = step.edits.filter((edit) => now(edit.sample) !== edit.after);
    // A label may be overwritten; whether there is a beat may not.
    let held = changed.filter(
      ({ sample, after }) => !overwrite || isBeat(sample, now(sample)) !== isBeat(sample, after),
    );
    if (step.action === 'moved' && held.length > 0) held = [...step.edits];
    const heldNotes = step.notes.filter((edit) => noteNow(edit.key) !== edit.after);
    const edits = step.edits
      .filter((edit) => !held.includes(edit))
      .map((edit) => ({ sample: edit.sample, before: now(edit.sample), after: this.#valid(edit.before) }))
      .filter((edit) => edit.before !== edit.after);
    const notes = step.notes
      .filter((edit) => overwrite || !heldNotes.includes(edit))
      .map((edit) => ({ key: edit.key, before: noteNow(edit.key), after: this.#validNote(edit.before) }))
      .filter((edit) => edit.before !== edit.after);
    if (chosen && edits.length + notes.length === 0 && changed.length + heldNotes.length > 0) return false;
    this.standing.delete(step);
    this.takenBack.add(step);
    this.undone.push({ step, undo: this.#write('undone', edits, notes) });
    return true;
  }

  /** A decision, or what was there before it when its step was taken back. */
  #valid(decision: Decision | null): Decision | null {
    for (const step of this.takenBack) {
      const edit = decision && step.edits.find(({ after }) => after === decision);
      if (edit) return this.#valid(edit.before);
    }
    return decision;
  }

  #validNote(note: Note | null): Note | null {
    for (const step of this.takenBack) {
      const edit = note && step.notes.find(({ after }) => after === note);
      if (edit) return this.#validNote(edit.before);
    }
    return note;
  }

  redo(): boolean {
    const last = this.undone.pop();
    if (!last) return false;
    const edits = last.undo.edits.map((edit) => ({ sample: edit.sample, before: edit.after, after: edit.before }));
    const notes = last.undo.notes.map((edit) => ({ key: edit.key, before: edit.after, after: edit.before }));
    this.#write('redone', edits, notes);
    this.standing.add(last.step);
    this.takenBack.delete(last.step);
    return true;
  }

  /** A new analysis: decisions move to the nearest beats, nearest first; inserted beats stay and hide what is beside them. */
  analyse(beats: AnalysedBeats, tolerance: number): void {
    const isInserted = (sample: number) => !this.base.has(sample) && this.decisions.get(sample)!.label !== null;
    const pairs = [...this.decisions.keys()]
      .sort((a, b) => a - b)
      .flatMap((sample) =>
        [...beats.samples]
          .map((beat) => ({ sample, beat, distance: Math.abs(beat - sample) }))
          .filter(({ distance }) => distance <= tolerance),
      )
      .sort((a, b) => a.distance - b.distance);
    const goals = new Map<number, number>();
    for (const { sample, beat } of pairs)
      if (!goals.has(sample) && ![...goals.values()].includes(beat)) goals.set(sample, beat);
    const moved = new Map<number, Decision>();
    for (const [sample, decision] of this.decisions) {
      const goal = goals.get(sample) ?? sample;
      if (isInserted(sample) && goal !== sample) {
        moved.set(sample, decision);
        moved.set(goal, { label: null, code: 0 });
      } else moved.set(goal, decision);
    }
    this.base = baseOf(beats);
    this.decisions = moved;
    this.standing = new Set([...this.standing].filter(({ edits }) => edits.length === 0));
    this.undone = this.undone.filter(({ step }) => step.edits.length === 0);
    this.takenBack = new Set([...this.takenBack].filter(({ edits }) => edits.length === 0));
  }

  counts() {
    const classes = [0, 0, 0, 0, 0];
    let differs = 0;
    const shown = this.shown();
    for (const { label, fileClass } of shown) {
      if (label < 5) classes[label]!++;
      if (label < 5 && fileClass < 5 && label !== fileClass) differs++;
    }
    return { beats: shown.length, classes, differs, corrected: this.decisions.size };
  }

  find(sample: number, direction: 'next' | 'previous', label: number | undefined, differing: boolean): number | null {
    const wanted = this.shown().filter(
      (beat) =>
        (direction === 'next' ? beat.sample > sample : beat.sample < sample) &&
        (label === undefined || beat.label === label) &&
        (!differing || (beat.label !== beat.fileClass && beat.label < 5 && beat.fileClass < 5)),
    );
    return (direction === 'next' ? wanted[0] : wanted.at(-1))?.sample ?? null;
  }
}

function baseOf({ samples, labels, fileClasses, fileCodes }: AnalysedBeats) {
  return new Map(
    [...samples].map((sample, index) => [
      sample,
      { label: labels[index]!, fileClass: fileClasses[index]!, fileCode: fileCodes[index]! },
    ]),
  );
}
