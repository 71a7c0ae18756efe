import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';

import type { BeatClass } from '../../app/contract/classes.ts';
import {
  maximumDifferences,
  type DoubleReading,
  type ReadersAgreement,
  type ReadersDifference,
} from '../../app/contract/readers.ts';
import { useCore } from '../core.ts';
import { sentenceOf } from '../sentence.ts';
import { coalesce } from '../stores/coalesce.ts';
import { useSession } from '../stores/session.ts';

/** What is known of the two readings of the open recording, and what can be done about them. */
export function useDoubleReading() {
  const core = useCore();
  const session = useSession();
  const reading = shallowRef<DoubleReading | null>(null);
  const agreement = shallowRef<ReadersAgreement | null>(null);
  const differences = shallowRef<readonly ReadersDifference[]>([]);
  const total = ref(0);
  const failure = ref('');
  /** Agreement over the beats that both decided, or over all. */
  const decidedOnly = ref(false);
  /** Only differences whose final label is open. */
  const onlyOpen = ref(false);
  let asked = 0;

  const recordingId = computed(() => session.recording?.id ?? null);
  const finished = computed(() => reading.value?.state === 'open' || reading.value?.state === 'settled');

  async function read(): Promise<void> {
    const id = recordingId.value;
    const question = ++asked;
    if (id === null) return;
    try {
      const answer = await core.call('readings.read', { recordingId: id });
      if (question !== asked) return;
      reading.value = answer;
      failure.value = '';
      if (!finished.value) {
        agreement.value = null;
        differences.value = [];
        return;
      }
      const [agreed, differing] = await Promise.all([
        core.call('readings.agreement', { recordingId: id, decidedOnly: decidedOnly.value }),
        core.call('readings.differences', {
          recordingId: id,
          offset: 0,
          limit: maximumDifferences,
          open: onlyOpen.value,
        }),
      ]);
      if (question !== asked) return;
      agreement.value = agreed.agreement;
      differences.value = differing.differences;
      total.value = differing.total;
    } catch (error) {
      if (question === asked) failure.value = sentenceOf(error);
    }
  }

  async function change(work: (id: string) => Promise<unknown>): Promise<boolean> {
    const id = recordingId.value;
    if (id === null) return false;
    try {
      await work(id);
    } catch (error) {
      failure.value = sentenceOf(error);
      return false;
    }
    // The session of this recording may be another one now: whose labels are shown depends on who reads.
    await session.open(id);
    await read();
    return true;
  }

  const readSoon = coalesce(150, () => void read());
  const stops = [
    core.on('library.changed', ({ recordingId: changed }) => {
      if (changed === null || changed === recordingId.value) readSoon();
    }),
    core.onOpen(readSoon),
  ];
  onScopeDispose(() => stops.forEach((stop) => stop()));
  watch([recordingId, decidedOnly, onlyOpen], () => void read(), { immediate: true });

  return {
    reading,
    agreement,
    differences,
    total,
    failure,
    decidedOnly,
    onlyOpen,
    finished,
    begin: (readers: [string, string]) => change((id) => core.call('readings.begin', { recordingId: id, readers })),
    finish: () => change((id) => core.call('readings.finish', { recordingId: id })),
    cancel: () => change((id) => core.call('readings.cancel', { recordingId: id })),
    adopt: () => change((id) => core.call('readings.adopt', { recordingId: id })),
    settle: (sample: number, label: BeatClass | null) =>
      change((id) => core.call('readings.settle', { recordingId: id, sample, label })),
  };
}
