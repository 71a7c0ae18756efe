import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';

import type { Families, Family, FamilyOrder } from '../../app/contract/families.ts';
import { useCore } from '../core.ts';
import { selectMany } from '../review/selection.ts';
import { useReview } from '../review/review.ts';
import { sentenceOf } from '../sentence.ts';
import { coalesce } from '../stores/coalesce.ts';
import { useJobs } from '../stores/jobs.ts';
import { useSession } from '../stores/session.ts';

/** Milliseconds after which a family that is passed on the way to another does not select its beats. */
const rest = 120;

/** The families of the open recording, and which of them are chosen. Curves stay outside of deep reactivity. */
export const useFamilies = defineStore('families', () => {
  const core = useCore();
  const session = useSession();
  const review = useReview();
  const jobs = useJobs();

  const answer = shallowRef<Families | null>(null);
  /** Why the families could not be read, or empty. */
  const failure = ref('');
  const order = ref<FamilyOrder>('count');
  /** Chosen families in the order in which they are shown; the one in hand among them. */
  const chosen = shallowRef<readonly string[]>([]);
  const inHand = ref<string | null>(null);
  /** Chosen members of the family in hand: what a new family would be made of. */
  const members = shallowRef<readonly number[]>([]);
  let asked = 0;

  const families = computed<readonly Family[]>(() => answer.value?.families ?? []);
  const current = computed(() => families.value.find(({ id }) => id === inHand.value) ?? null);
  const job = computed(() => {
    const id = answer.value?.jobId;
    return id ? (jobs.jobs.find((known) => known.id === id) ?? null) : null;
  });
  const outliers = computed(() => families.value.reduce((sum, family) => sum + family.outliers, 0));
  const edited = computed(() => families.value.some(({ merged, split }) => merged > 0 || split));

  async function read(): Promise<void> {
    const { sessionId } = session;
    const question = ++asked;
    if (!sessionId) {
      answer.value = null;
      return;
    }
    try {
      const families = await core.call('families.read', { sessionId, order: order.value });
      if (question !== asked) return;
      answer.value = families;
      failure.value = '';
      keepChoice();
    } catch (error) {
      if (question === asked) failure.value = sentenceOf(error);
    }
  }

  /** What is no longer there is no longer chosen; something always is. */
  function keepChoice(): void {
    const there = new Set(families.value.map(({ id }) => id));
    const left = chosen.value.filter((id) => there.has(id));
    if (inHand.value !== null && there.has(inHand.value)) return void (chosen.value = left);
    const next = left[0] ?? families.value[0]?.id ?? null;
    inHand.value = next;
    chosen.value = next === null ? [] : [next];
  }

  const readSoon = coalesce(150, () => void read());

  /** Groups the beats by shape; `leads` by index, all that can be compared when left out. */
  async function make(leads?: readonly number[]): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    await core.call('families.make', leads ? { sessionId, leads: [...leads] } : { sessionId });
    await jobs.refresh();
    await read();
  }

  /** Chooses families; their beats are selected in every view. */
  function choose(ids: readonly string[], hand: string): void {
    chosen.value = ids;
    inHand.value = hand;
    members.value = [];
    selectSoon();
  }

  const selectSoon = coalesce(rest, () => void selectBeats());

  /** Selects the beats of the chosen families. @param outliers whether those that lie outside come along */
  async function selectBeats(outliers = true): Promise<Int32Array | null> {
    const { sessionId } = session;
    if (!sessionId || chosen.value.length === 0) return null;
    const familyIds = [...chosen.value];
    const found = await core.call('families.samples', { sessionId, familyIds, outliers }).catch(() => null);
    if (!found || session.sessionId !== sessionId || familyIds.join() !== chosen.value.join()) return null;
    review.select(selectMany(found.samples));
    return found.samples;
  }

  watch(
    () => session.sessionId,
    () => {
      answer.value = null;
      failure.value = '';
      chosen.value = [];
      inHand.value = null;
      members.value = [];
      void read();
    },
    { immediate: true },
  );
  watch(order, () => void read());
  watch(inHand, () => (members.value = []));
  core.on('beats.changed', ({ sessionId }) => sessionId === session.sessionId && readSoon());
  core.on('session.changed', ({ sessionId, kinds }) => {
    if (sessionId === session.sessionId && kinds.includes('family')) void read();
  });
  core.on('job.ended', ({ id, kind }) => {
    if (kind === 'families' && id === answer.value?.jobId) void read();
  });
  core.onOpen(() => void read());

  return {
    answer,
    failure,
    order,
    chosen,
    inHand,
    members,
    families,
    current,
    job,
    outliers,
    edited,
    read,
    make,
    choose,
    selectBeats,
  };
});
