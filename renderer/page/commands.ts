import type { useI18n } from 'vue-i18n';

import { beatClasses, type BeatClass } from '../../app/contract/classes.ts';
import { useMoves, type Direction } from '../review/moves.ts';
import { useReview } from '../review/review.ts';
import { nothingSelected, selectOne } from '../review/selection.ts';
import type { Command } from '../stores/commands.ts';
import { firstBeatFrom, type BeatColumns } from '../waveform/beat-columns.ts';
import { magnifications, usePage } from './page.ts';
import { rowCount, rowStretch } from './page-rows.ts';

/** What the commands of Page need of the page that is shown. */
export interface PageActions {
  readonly beats: () => BeatColumns;
  readonly openInReview: () => void;
  readonly print: () => void;
}

/** Everything a reader can do on Page. Plain keys belong to the rows (`ownKeys`). */
export function pageCommands(t: ReturnType<typeof useI18n>['t'], actions: PageActions): Command[] {
  const page = usePage();
  const review = useReview();
  const moves = useMoves();
  const group = t('places.page');

  /** The first or last beat of the row with the cursor, unless the beat in hand is already on that row. */
  function entry(direction: Direction): number | null {
    const { from, to } = rowStretch(page.grid, page.row);
    const { focus } = review.selection;
    if (focus !== null && focus >= from && focus < to) return null;
    const beats = actions.beats();
    const at = direction === 'next' ? firstBeatFrom(beats, from) : firstBeatFrom(beats, to) - 1;
    const sample = beats.samples[at];
    return sample !== undefined && sample >= from && sample < to ? sample : null;
  }

  function goToBeat(direction: Direction): void {
    review.turns.take((stillOn) => {
      const sample = entry(direction);
      if (sample === null) return moves.go(stillOn, direction);
      review.select(selectOne(sample));
    });
  }

  function extend(direction: Direction): void {
    review.turns.take((stillOn) => moves.extend(stillOn, direction));
  }

  function relabel(label: BeatClass): void {
    review.turns.take(() => void review.relabel(review.selection.samples, label));
  }

  /** Deletes the selected beats; the beat behind them is the next one in hand. */
  function remove(): void {
    review.turns.take((stillOn) => {
      const { samples } = review.selection;
      const last = samples.at(-1);
      if (last === undefined) return;
      void review.edit({ kind: 'delete', samples });
      review.keepSelected({ ...nothingSelected, focus: last });
      return moves.go(stillOn, 'next').then(async (found) => found || moves.go(stillOn, 'previous'));
    });
  }

  function open(): void {
    if (page.expanded === page.row) actions.openInReview();
    else page.expanded = page.row;
  }

  function close(): void {
    if (page.expanded !== null) page.expanded = null;
    else review.clearSelection();
  }

  function magnify(direction: 1 | -1): void {
    const at = magnifications.findIndex((value) => value === page.magnification) + direction;
    page.magnification = magnifications[at] ?? page.magnification;
  }

  const own = (id: string, keys: string, run: () => void, extra: Partial<Command> = {}): Command => ({
    id: `page.${id}`,
    title: t(`page.commands.${id}`),
    group,
    keys,
    ownKeys: true,
    run,
    ...extra,
  });
  const only = (id: string, keys: string): Command =>
    own('open', keys, () => undefined, {
      id: `page.hint.${id}`,
      title: t(`page.commands.hints.${id}`),
      hint: t(`page.commands.hints.${id}`),
      hidden: true,
    });

  return [
    only('row', '↑ ↓'),
    own('open', 'Enter', open, { hint: t('page.commands.hints.open') }),
    only('page', 'PgUp PgDn'),
    only('relabel', beatClasses.join(' ')),
    own('rowDown', '↓', () => page.goToRow(page.row + 1), { repeats: true }),
    own('rowUp', '↑', () => page.goToRow(page.row - 1), { repeats: true }),
    own('next', '→', () => goToBeat('next'), { repeats: true }),
    own('previous', '←', () => goToBeat('previous'), { repeats: true }),
    own('extendNext', 'Shift →', () => extend('next'), { repeats: true }),
    own('extendPrevious', 'Shift ←', () => extend('previous'), { repeats: true }),
    own('pageDown', 'PgDn', () => page.turn(1), { repeats: true }),
    own('pageUp', 'PgUp', () => page.turn(-1), { repeats: true }),
    own('start', 'Home', () => page.goToRow(0)),
    own('end', 'End', () => page.goToRow(rowCount(page.grid) - 1)),
    ...beatClasses.map((label) =>
      own('label', label, () => relabel(label), {
        id: `page.label.${label}`,
        title: t('page.commands.label', { label: t(`classes.${label}`) }),
        enabled: () => review.selection.samples.length > 0,
      }),
    ),
    own('delete', '.', remove, { enabled: () => review.selection.samples.length > 0 }),
    own('delete', 'Delete', remove, { hidden: true, enabled: () => review.selection.samples.length > 0 }),
    own('taller', '+', () => magnify(1)),
    own('taller', '=', () => magnify(1), { hidden: true }),
    own('flatter', '-', () => magnify(-1)),
    own('fit', 'Ctrl 0', () => (page.magnification = 1), { ownKeys: false }),
    own('print', 'Ctrl P', actions.print, { ownKeys: false }),
    own('close', 'Esc', close),
  ];
}
