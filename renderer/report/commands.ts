import type { useI18n } from 'vue-i18n';

import { longestStripSeconds } from '../../app/contract/report.ts';
import { useCore } from '../core.ts';
import { formatTime } from '../format/time.ts';
import { usePaper } from '../review/paper.ts';
import { useReview } from '../review/review.ts';
import { sentenceOf } from '../sentence.ts';
import type { Command } from '../stores/commands.ts';
import { useNotices } from '../stores/notices.ts';
import { usePlace } from '../stores/place.ts';
import { useSession } from '../stores/session.ts';
import { visibleFrames } from '../waveform/viewport.ts';

/** Keeping what is on the paper for the report: offered in Review. */
export function stripCommands(t: ReturnType<typeof useI18n>['t']): Command[] {
  const core = useCore();
  const session = useSession();
  const review = useReview();
  const paper = usePaper();
  const notices = useNotices();
  const place = usePlace();

  async function save(): Promise<void> {
    const { recording, sessionId } = session;
    if (!recording || !sessionId) return;
    const from = Math.round(Math.max(0, paper.view.start));
    const longest = Math.floor(longestStripSeconds * recording.rate);
    const until = Math.min(recording.frames, from + longest, Math.round(from + visibleFrames(paper.view)));
    const title = t('report.strips.untitled', { time: formatTime(from / recording.rate) });
    try {
      await core.call('strips.save', { sessionId, title, from, until, leads: [...review.leads] });
      await session.refreshHistory();
      review.announce(t('report.strips.saved', { title }));
    } catch (error) {
      notices.say(t('report.strips.notSaved'), sentenceOf(error), 'bad');
    }
  }

  return [
    {
      id: 'strip.save',
      title: t('report.commands.saveStrip'),
      group: t('groups.review'),
      keys: 'Ctrl B',
      enabled: () => place.name === 'review' && session.recording !== null,
      run: () => void save(),
    },
  ];
}
