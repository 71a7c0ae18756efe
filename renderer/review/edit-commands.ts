import type { useI18n } from 'vue-i18n';

import { sentenceOf } from '../sentence.ts';
import type { Command } from '../stores/commands.ts';
import { useNotices } from '../stores/notices.ts';
import { useSession } from '../stores/session.ts';
import { firstBeatFrom } from '../waveform/beat-columns.ts';
import { selectedAfter, selectedBefore } from '../waveform/selection-layout.ts';
import { visibleFrames } from '../waveform/viewport.ts';
import { useBeatMove } from './beat-move.ts';
import { useComments } from './comments.ts';
import { useFullCodes } from './full-codes.ts';
import { useInsertion } from './insertion.ts';
import { useMoves } from './moves.ts';
import { unseenBeat } from './on-screen.ts';
import { usePaper } from './paper.ts';
import { useRange } from './range.ts';
import { useReview } from './review.ts';
import { nothingSelected, selectOne } from './selection.ts';
import { isWithin, useUnreadable } from './unreadable.ts';

/** What changes beats and stretches other than by a letter; each is one step of history. */
export function editCommands(t: ReturnType<typeof useI18n>['t']): Command[] {
  const session = useSession();
  const review = useReview();
  const paper = usePaper();
  const moves = useMoves();
  const insertion = useInsertion();
  const range = useRange();
  const beatMove = useBeatMove();
  const unreadable = useUnreadable();
  const comments = useComments();
  const fullCodes = useFullCodes();
  const notices = useNotices();
  const group = t('groups.review');

  /** Shows the beat in hand where it is not on the paper, and says so. @returns whether that had to be done first */
  function showFirst(): boolean {
    if (unseenBeat(paper.view, review.selection) === null) return false;
    review.showFocus();
    review.announce(t('correct.said.shownFirst'));
    return true;
  }

  /** Deletes the selection and goes to the beat behind it. */
  function remove(): void {
    review.turns.take((stillOn) => {
      const { samples } = review.selection;
      const last = samples.at(-1);
      if (last === undefined || showFirst()) return;
      void review.edit({ kind: 'delete', samples });
      const behind = review.beats.samples[firstBeatFrom(review.beats, last)];
      if (behind !== undefined) return review.select(selectOne(behind));
      review.keepSelected({ ...nothingSelected, focus: last });
      return moves.go(stillOn, 'next').then(async (found) => found || moves.go(stillOn, 'previous'));
    });
  }

  function moveBeat(direction: 1 | -1, large: boolean): void {
    if (beatMove.held || !showFirst()) beatMove.nudge(direction, large);
  }

  /** The marked range, or what the selected beats take up; null when there is neither. */
  function stretchInHand(): { from: number; to: number } | null {
    if (paper.tool === 'range' && range.stretch) return range.stretch;
    const { samples } = review.selection;
    const { rate, frames } = paper.view;
    if (samples.length === 0) return null;
    return {
      from: Math.max(0, Math.round(samples[0]! - selectedBefore * rate)),
      to: Math.min(frames, Math.round(samples.at(-1)! + selectedAfter * rate)),
    };
  }

  function markUnreadable(): void {
    const stretch = stretchInHand();
    if (!stretch || (!(paper.tool === 'range' && range.stretch) && showFirst())) return;
    const readable = isWithin(stretch, unreadable.stretches);
    unreadable
      .mark(stretch, readable)
      .then(() => review.announce(t(readable ? 'correct.said.readable' : 'correct.said.unreadable')))
      .catch((error: unknown) => notices.say(t('correct.failed.mark'), sentenceOf(error), 'bad'));
  }

  /** Opens a comment on the range, on the selected beats, or on the whole recording. */
  function comment(): void {
    const { samples } = review.selection;
    const stretch = paper.tool === 'range' ? range.stretch : null;
    const sample = stretch ? stretch.from : (samples[0] ?? null);
    const until = stretch ? stretch.to : samples.length > 1 ? samples.at(-1)! : null;
    const known = comments.comments.find((written) => written.sample === sample && written.until === until);
    comments.draft = known ? { ...known } : { id: null, sample, until, text: '' };
  }

  function selectAll(): void {
    review.turns.take(async (stillOn) => {
      const samples = await review.samplesBetween(0, paper.view.frames - 1);
      if (samples === null || samples.length === 0 || !stillOn()) return false;
      const focus = review.selection.focus ?? samples[0]!;
      review.keepSelected({ samples, anchor: focus, focus, whole: true });
      return true;
    });
  }

  const inserting = () => paper.tool === 'insert';
  const toggleSnap = () => void (insertion.snap = !insertion.snap);
  const inRange = () => paper.tool === 'range';
  const hasBeats = () => review.selection.samples.length > 0;
  const screen = () => visibleFrames(paper.view);
  const command = (id: string, keys: string, run: () => void, extra: Partial<Command> = {}): Command => ({
    id: `review.${id}`,
    title: t(`correct.commands.${id}`),
    group,
    keys,
    run,
    ...extra,
  });
  const own = (id: string, keys: string, run: () => void, extra: Partial<Command> = {}): Command =>
    command(id, keys, run, { ownKeys: true, ...extra });
  const nudge = (id: string, keys: string, direction: 1 | -1, large: boolean): Command =>
    command(id, keys, () => moveBeat(direction, large), {
      enabled: () => review.selection.focus !== null,
      repeats: true,
    });

  return [
    command('insert', 'Alt 3', insertion.start),
    own('snap', '↓', toggleSnap, { enabled: inserting }),
    own('snap', '↑', toggleSnap, { enabled: inserting, hidden: true }),
    command('range', 'Alt 4', range.start),
    own('delete', '.', remove, { enabled: hasBeats, hint: t('correct.hints.delete') }),
    own('delete', 'Delete', remove, { enabled: hasBeats, hidden: true }),
    nudge('moveRight', 'Ctrl Alt →', 1, false),
    nudge('moveLeft', 'Ctrl Alt ←', -1, false),
    nudge('moveFarRight', 'Ctrl Alt Shift →', 1, true),
    nudge('moveFarLeft', 'Ctrl Alt Shift ←', -1, true),
    command('unreadable', 'Ctrl U', markUnreadable, { enabled: () => stretchInHand() !== null }),
    command('comment', 'Ctrl M', comment, { enabled: () => session.recording !== null }),
    own('selectAll', 'Ctrl A', selectAll),
    command('fullCodes', 'Alt C', fullCodes.toggle),
    own('rangeScreen', 'Shift PgDn', () => range.nudge(1, true, screen()), { enabled: inRange }),
    own('rangeScreenBack', 'Shift PgUp', () => range.nudge(-1, true, screen()), { enabled: inRange }),
    own('rangeEnd', 'Shift End', () => range.nudge(1, true, paper.view.frames), { enabled: inRange }),
    own('rangeStart', 'Shift Home', () => range.nudge(-1, true, paper.view.frames), { enabled: inRange }),
  ];
}
