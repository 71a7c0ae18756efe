import { computed, shallowReactive, type ComputedRef } from 'vue';

import type { BeatClass } from '../../app/contract/classes.ts';

/** Labels of one session that the core has not taken, by sample, and why the last of them was not. */
export interface Unsaved {
  readonly labels: ReadonlyMap<number, BeatClass>;
  readonly sentence: string;
}

/** Labels that did not reach the core, kept by session: they are offered again only to the session they were given in. */
export class UnsavedLabels {
  readonly #bySession = shallowReactive(new Map<string, Unsaved>());

  /** A newer label of a beat takes the place of an older one. */
  add(sessionId: string, samples: readonly number[], label: BeatClass, sentence: string): void {
    const labels = new Map(this.#bySession.get(sessionId)?.labels);
    for (const sample of samples) labels.set(sample, label);
    this.#bySession.set(sessionId, { labels, sentence });
  }

  /** The core has taken a label of these beats; what was refused before it is no longer wanted. */
  settle(sessionId: string, samples: readonly number[]): void {
    const unsaved = this.#bySession.get(sessionId);
    if (!unsaved) return;
    const labels = new Map(unsaved.labels);
    for (const sample of samples) labels.delete(sample);
    if (labels.size === 0) this.#bySession.delete(sessionId);
    else this.#bySession.set(sessionId, { ...unsaved, labels });
  }

  forget(sessionId: string): void {
    this.#bySession.delete(sessionId);
  }

  /** What is unsaved in a session, or null; follows both. */
  of(sessionId: () => string | null): ComputedRef<Unsaved | null> {
    return computed(() => this.#bySession.get(sessionId() ?? '') ?? null);
  }
}

/** The beats of each class among labels by sample: one write a class sends all of them. */
export function samplesByClass(labels: ReadonlyMap<number, BeatClass>): Map<BeatClass, number[]> {
  const groups = new Map<BeatClass, number[]>();
  for (const [sample, label] of labels) {
    const group = groups.get(label);
    if (group) group.push(sample);
    else groups.set(label, [sample]);
  }
  return groups;
}
