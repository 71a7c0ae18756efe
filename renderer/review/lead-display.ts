import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';

import { useSession } from '../stores/session.ts';

/** How many times its own size a lead may be drawn. */
export const leadFactors = [0.5, 1, 2, 4] as const;

/** How large each lead of the open recording is drawn, and which way up. Lasts as long as the recording is open. */
export const useLeadDisplay = defineStore('lead-display', () => {
  const session = useSession();
  const factors = shallowRef<ReadonlyMap<number, number>>(new Map());

  watch(
    () => session.recording?.id,
    () => (factors.value = new Map()),
  );

  /** Times its own size, negative upside down. */
  function factorOf(lead: number): number {
    return factors.value.get(lead) ?? 1;
  }

  function set(lead: number, factor: number): void {
    factors.value = new Map(factors.value).set(lead, factor);
  }

  return {
    factorOf,
    /** Keeps which way up it is. */
    setSize: (lead: number, size: number) => set(lead, Math.sign(factorOf(lead)) * size),
    invert: (lead: number) => set(lead, -factorOf(lead)),
  };
});
