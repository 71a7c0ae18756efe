import { computed, shallowReactive, type ComputedRef } from 'vue';

import type { BeatEdit } from './edits.ts';

/** Edits of one session that the core has not taken, in the order in which they were asked for, and why the last was not. */
export interface Unsaved {
  readonly edits: readonly BeatEdit[];
  readonly sentence: string;
}

/** Edits that did not reach the core, kept by session: they are offered again only to the session they were made in. */
export class UnsavedEdits {
  readonly #bySession = shallowReactive(new Map<string, Unsaved>());

  /** A newer label of a beat takes the place of an older one. */
  add(sessionId: string, edit: BeatEdit, sentence: string): void {
    const edits = withoutDecided(this.#bySession.get(sessionId)?.edits ?? [], edit);
    this.#bySession.set(sessionId, { edits: [...edits, edit], sentence });
  }

  /** The core has taken this edit; labels that it refused of the same beats before are no longer wanted. */
  settle(sessionId: string, edit: BeatEdit): void {
    const unsaved = this.#bySession.get(sessionId);
    if (!unsaved) return;
    const edits = withoutDecided(unsaved.edits, edit);
    if (edits.length === 0) this.#bySession.delete(sessionId);
    else this.#bySession.set(sessionId, { ...unsaved, edits });
  }

  forget(sessionId: string): void {
    this.#bySession.delete(sessionId);
  }

  /** What is unsaved in a session, or null; follows both. */
  of(sessionId: () => string | null): ComputedRef<Unsaved | null> {
    return computed(() => this.#bySession.get(sessionId() ?? '') ?? null);
  }
}

/** What is left of labels once `edit` decides the same beats. */
function withoutDecided(edits: readonly BeatEdit[], edit: BeatEdit): BeatEdit[] {
  const decides = decidedBy(edit);
  return edits.flatMap((other): BeatEdit[] => {
    if (other === edit) return [];
    if (other.kind !== 'relabel' && other.kind !== 'confirm') return [other];
    const samples = other.samples.filter((sample) => !decides(sample));
    if (samples.length === 0) return [];
    return samples.length === other.samples.length ? [other] : [{ ...other, samples }];
  });
}

/** Tells whether an edit decides the label of the beat at a sample. */
function decidedBy(edit: BeatEdit): (sample: number) => boolean {
  if (edit.kind === 'relabelRange') return (sample) => sample >= edit.from && sample < edit.to;
  if (edit.kind === 'insert' || edit.kind === 'move') return () => false;
  const decided = new Set(edit.samples);
  return (sample) => decided.has(sample);
}
