import type { useI18n } from 'vue-i18n';

import { beatClasses, notAnalysed } from '../../app/contract/classes.ts';
import { useQueue } from '../queue/queue.ts';
import type { Command } from '../stores/commands.ts';
import { useKeys } from '../stores/keys.ts';
import { usePlace } from '../stores/place.ts';
import { keysOf } from '../stores/pressed-keys.ts';
import { useSession } from '../stores/session.ts';
import { firstBeatFrom } from '../waveform/beat-columns.ts';
import { useBeatList } from './beat-list.ts';
import { useBeatMove } from './beat-move.ts';
import { useCalipers } from './calipers.ts';
import { editCommands } from './edit-commands.ts';
import { useInsertion } from './insertion.ts';
import { labelCommands } from './label-commands.ts';
import { useMoves, type Direction, type Kind } from './moves.ts';
import { unseenBeat } from './on-screen.ts';
import { usePaper } from './paper.ts';
import { useRange } from './range.ts';
import { useReview } from './review.ts';
import type { StillOn } from './turns.ts';

/** The last frame any recording can have: scrolling there is scrolling to the end. */
const end = Number.MAX_SAFE_INTEGER;

/**
 * Everything a reader can do in Review: the one table behind keys, tooltips, palette and status bar.
 *
 * Plain keys belong to the paper (`ownKeys`); keys with a modifier work wherever the focus is.
 */
export function reviewCommands(t: ReturnType<typeof useI18n>['t']): Command[] {
  const review = useReview();
  const paper = usePaper();
  const calipers = useCalipers();
  const moves = useMoves();
  const beatList = useBeatList();
  const insertion = useInsertion();
  const range = useRange();
  const beatMove = useBeatMove();
  const queue = useQueue();
  const session = useSession();
  const place = usePlace();
  const group = t('groups.review');
  const title = (name: string) => t(`review.commands.${name}`);
  const hint = (name: string) => t(`review.commands.hints.${name}`);

  function shownLabel(): number {
    const { focus } = review.selection;
    const at = focus === null ? -1 : firstBeatFrom(review.beats, focus);
    return review.beats.samples[at] === focus ? (review.beats.labels[at] ?? notAnalysed) : notAnalysed;
  }

  async function move(stillOn: StillOn, direction: Direction, kind: Kind = {}): Promise<boolean> {
    const found = await moves.go(stillOn, direction, kind);
    if (!found && stillOn()) review.announce(t('review.paper.noMore'));
    return found;
  }

  function go(direction: Direction, kind: Kind = {}): void {
    review.turns.take((stillOn) => move(stillOn, direction, kind));
  }

  function goSame(direction: Direction): void {
    review.turns.take((stillOn) => {
      const label = shownLabel();
      if (label !== notAnalysed) return move(stillOn, direction, { label });
      review.showFocus();
    });
  }

  /** With a tool in hand the arrows move what it has placed; otherwise they move from beat to beat. */
  function arrow(direction: Direction, extended: boolean): void {
    const sign = direction === 'next' ? 1 : -1;
    if (paper.tool === 'calipers') calipers.nudge(sign, extended);
    else if (paper.tool === 'insert') insertion.nudge(sign, extended);
    else if (paper.tool === 'range') range.nudge(sign, extended);
    else if (extended) review.turns.take((stillOn) => moves.extend(stillOn, direction));
    else go(direction);
  }

  /** Confirms the label that each selected beat shows, as one step; after a single beat goes to the next, of the queue if from it. */
  function accept(): void {
    if (isQueued()) return queue.accept();
    if (paper.tool === 'insert') return insertAlike();
    review.turns.take((stillOn) => {
      const { focus, samples } = review.selection;
      if (samples.length > 1) return void review.edit({ kind: 'confirm', samples });
      if (focus === null || shownLabel() === notAnalysed) return review.showFocus();
      if (unseenBeat(paper.view, review.selection) !== null) {
        review.showFocus();
        return review.announce(t('correct.said.shownFirst'));
      }
      void review.edit({ kind: 'confirm', samples });
      return move(stillOn, 'next');
    });
  }

  /** Puts a beat at the cursor with the label of the beat before it; where that is not known, says what to press. */
  function insertAlike(): void {
    review.turns.take(() => {
      if (insertion.showCursor()) return review.announce(t('correct.said.shownFirst'));
      const given = insertion.labelBefore();
      if (given) void insertion.insert(given);
      else review.announce(t('correct.said.insertHow'));
    });
  }

  /** The list from Results leads while it is open, else the queue does. */
  function listLeads(): boolean {
    return paper.tool === 'select' && (beatList.here !== null || queue.total > 0);
  }

  function stepInList(direction: 1 | -1): void {
    if (beatList.here === null) queue.step(direction === 1 ? 'next' : 'previous');
    else if (!beatList.step(direction)) review.announce(t('review.paper.noMore'));
  }

  /** Whether the queue has led to the beat in hand. */
  function isQueued(): boolean {
    const led = review.reachedBy === 'list' && beatList.here === null && paper.tool === 'select';
    return led && queue.current() !== null;
  }

  function escape(): void {
    if (beatMove.held) beatMove.giveUp();
    else if (paper.tool !== 'select') paper.tool = 'select';
    else review.clearSelection();
  }

  const own = (id: string, keys: string, run: () => void, extra: Partial<Command> = {}): Command => ({
    id: `review.${id}`,
    title: title(id),
    group,
    keys,
    ownKeys: true,
    run,
    ...extra,
  });
  const everywhere = (id: string, keys: string, run: () => void, extra: Partial<Command> = {}): Command =>
    own(id, keys, run, { ownKeys: false, ...extra });
  const only = (id: string, keys: string): Command =>
    own(id, keys, () => undefined, { id: `review.hint.${id}`, title: hint(id), hint: hint(id), hidden: true });

  return [
    only('beat', '← →'),
    only('relabel', beatClasses.join(' ')),
    own('listNext', '↓', () => stepInList(1), { enabled: () => listLeads(), hint: hint('list') }),
    own('listPrevious', '↑', () => stepInList(-1), { enabled: () => listLeads() }),
    own('accept', 'Enter', accept, { hint: hint('accept') }),
    own('later', 'Space', queue.decideLater, { enabled: isQueued }),
    own('next', '→', () => arrow('next', false)),
    own('previous', '←', () => arrow('previous', false)),
    own('extendNext', 'Shift →', () => arrow('next', true)),
    own('extendPrevious', 'Shift ←', () => arrow('previous', true)),
    ...labelCommands(t),
    ...editCommands(t),
    everywhere('nextSame', 'Alt →', () => goSame('next'), { hint: hint('same'), repeats: true }),
    everywhere('previousSame', 'Alt ←', () => goSame('previous'), { repeats: true }),
    everywhere('nextDiffers', 'Alt Shift →', () => go('next', { differsFromFile: true }), { repeats: true }),
    everywhere('previousDiffers', 'Alt Shift ←', () => go('previous', { differsFromFile: true }), { repeats: true }),
    own('halfBack', ',', () => paper.scrollByScreens(-0.5)),
    own('halfForward', ';', () => paper.scrollByScreens(0.5)),
    own('screenBack', 'PgUp', () => paper.scrollByScreens(-1)),
    own('screenForward', 'PgDn', () => paper.scrollByScreens(1)),
    own('start', 'Home', () => paper.scrollTo(0)),
    own('end', 'End', () => paper.scrollTo(end)),
    own('gainUp', '+', () => paper.stepGain(1)),
    own('gainUp', '=', () => paper.stepGain(1), { hidden: true }),
    own('gainDown', '-', () => paper.stepGain(-1)),
    everywhere('faster', 'Ctrl +', () => paper.stepSpeed(1), { repeats: true }),
    everywhere('faster', 'Ctrl =', () => paper.stepSpeed(1), { hidden: true, repeats: true }),
    everywhere('slower', 'Ctrl -', () => paper.stepSpeed(-1), { repeats: true }),
    everywhere('standard', 'Ctrl 0', () => paper.setStandard()),
    everywhere('select', 'Alt 1', () => (paper.tool = 'select')),
    everywhere('calipers', 'Alt 2', () => calipers.start(), { hint: hint('calipers') }),
    own('otherHandle', '↓', calipers.switchHandle, { enabled: () => paper.tool === 'calipers' }),
    own('otherHandle', '↑', calipers.switchHandle, { hidden: true, enabled: () => paper.tool === 'calipers' }),
    {
      id: 'review.results',
      title: t('results.ofRecording'),
      group,
      enabled: () => (session.recording?.differsFromFile ?? null) !== null,
      run: () => place.go({ name: 'results', recordingId: session.recording?.id ?? null }),
    },
    own('clear', 'Esc', escape),
  ];
}

/**
 * The command of the paper that an event's keys belong to. A letter that means something in its own case only is looked for
 * first; else letters count alike with and without Shift.
 */
export function ownCommand(commands: readonly Command[], event: KeyboardEvent): Command | null {
  const keys = useKeys();
  const pressed = keysOf(event);
  if (keys.ignores(pressed)) return null;
  const possible = keys.bound(commands).filter((known) => known.ownKeys && (known.enabled?.() ?? true));
  const alike = (held: string | undefined) =>
    held?.length === 1 && pressed.length === 1 && held.toUpperCase() === pressed.toUpperCase();
  return possible.find((known) => known.keys === pressed) ?? possible.find((known) => alike(known.keys)) ?? null;
}

/** What is run once however long its key is held: it names or takes away beats. */
const pressedOnce = /^review\.(?:accept|later|delete|label\.|code\.)/;

/** Whether a command may run again while its key is held. */
export function mayRepeat(command: Command): boolean {
  return !pressedOnce.test(command.id);
}
