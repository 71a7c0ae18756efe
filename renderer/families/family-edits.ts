import { useI18n } from 'vue-i18n';

import type { ChangeStep } from '../../app/contract/records.ts';
import { useCore } from '../core.ts';
import { formatCount } from '../format/number.ts';
import { useReview } from '../review/review.ts';
import { sentenceOf } from '../sentence.ts';
import { useNotices } from '../stores/notices.ts';
import { useSession } from '../stores/session.ts';
import { useFamilies } from './families.ts';

/** What a reader does to families, each one step of the history. What fails is said and leaves all as it was. */
export function useFamilyEdits() {
  const { t } = useI18n();
  const core = useCore();
  const session = useSession();
  const store = useFamilies();
  const review = useReview();
  const notices = useNotices();

  async function change(
    send: (sessionId: string) => Promise<{ step: ChangeStep | null }>,
    spoken: string | null,
  ): Promise<void> {
    const { sessionId } = session;
    if (!sessionId) return;
    try {
      await send(sessionId);
      await store.read();
      if (spoken !== null) review.announce(spoken);
    } catch (error) {
      notices.say(t('families.spoken.failed'), sentenceOf(error), 'bad');
    }
  }

  return {
    join: (above: number) =>
      change((sessionId) => core.call('families.join', { sessionId, above: Math.round(above * 1000) / 1000 }), null),
    merge(familyIds: readonly string[] = store.chosen) {
      if (familyIds.length < 2) return Promise.resolve();
      return change(
        (sessionId) => core.call('families.merge', { sessionId, familyIds: [...familyIds] }),
        t('families.spoken.merged', { count: familyIds.length }),
      );
    },
    split() {
      const familyId = store.inHand;
      if (familyId === null) return Promise.resolve();
      return change((sessionId) => core.call('families.split', { sessionId, familyId }), t('families.spoken.split'));
    },
    /** Takes the chosen members out of the family in hand. */
    fresh() {
      const familyId = store.inHand;
      const samples = [...store.members];
      if (familyId === null || samples.length === 0) return Promise.resolve();
      return change(
        (sessionId) => core.call('families.split', { sessionId, familyId, samples }),
        t('families.spoken.fresh', { count: formatCount(samples.length) }, samples.length),
      );
    },
    unmerge() {
      const familyId = store.inHand;
      if (familyId === null) return Promise.resolve();
      return change((sessionId) => core.call('families.unmerge', { sessionId, familyId }), t('families.spoken.apart'));
    },
    async make(leads?: readonly number[]): Promise<void> {
      await store
        .make(leads)
        .catch((error: unknown) => notices.say(t('families.spoken.failed'), sentenceOf(error), 'bad'));
    },
  };
}
