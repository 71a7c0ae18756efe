import type { useI18n } from 'vue-i18n';

import { beatClasses, type BeatClass } from '../../app/contract/classes.ts';
import { useReview } from '../review/review.ts';
import { placeOf } from '../review/selection.ts';
import type { Command } from '../stores/commands.ts';
import { modes, useRhythm } from './rhythm.ts';

/** Everything a reader can do on Rhythm. Plain keys belong to the plots and the strip (`ownKeys`). */
export function rhythmCommands(
  t: ReturnType<typeof useI18n>['t'],
  actions: {
    readonly openInReview: () => void;
    readonly showForm: () => void;
    /** Shows what a label would change before it is given. */
    readonly previewLabel: (label: BeatClass) => void;
  },
): Command[] {
  const review = useReview();
  const rhythm = useRhythm();
  const group = t('places.rhythm');
  const has = () => review.selection.samples.length > 0;

  /** Puts another of the selected beats in hand; the selection stays. */
  function step(direction: 1 | -1): void {
    const { samples, focus, anchor } = review.selection;
    const at = focus === null ? -1 : placeOf(samples, focus);
    const next = samples[Math.min(samples.length - 1, Math.max(0, at + direction))];
    if (next !== undefined) review.select({ ...review.selection, samples, anchor, focus: next });
  }

  /** One beat is labelled at once, more than one after a look at what changes. */
  function relabel(label: BeatClass): void {
    if (review.selection.samples.length > 1) return actions.previewLabel(label);
    review.turns.take(() => void review.relabel(review.selection.samples, label));
  }

  function escape(): void {
    if (has()) review.clearSelection();
    else rhythm.tool = 'brush';
  }

  const own = (id: string, keys: string, run: () => void, extra: Partial<Command> = {}): Command => ({
    id: `rhythm.${id}`,
    title: t(`rhythm.commands.${id}`),
    group,
    keys,
    ownKeys: true,
    run,
    ...extra,
  });
  const everywhere = (id: string, keys: string, run: () => void, extra: Partial<Command> = {}): Command =>
    own(id, keys, run, { ownKeys: false, ...extra });

  return [
    everywhere('lasso', 'Alt 5', () => (rhythm.tool = 'lasso'), { hint: t('rhythm.commands.hints.lasso') }),
    everywhere('brush', 'Alt 1', () => (rhythm.tool = 'brush')),
    everywhere('form', 'Alt 6', actions.showForm, { hint: t('rhythm.commands.hints.form') }),
    own('next', '→', () => step(1), { repeats: true, enabled: has, hint: t('rhythm.commands.hints.next') }),
    own('previous', '←', () => step(-1), { repeats: true, enabled: has }),
    own('first', 'Home', () => review.select({ ...review.selection, focus: review.selection.samples[0] ?? null }), {
      enabled: has,
    }),
    own('last', 'End', () => review.select({ ...review.selection, focus: review.selection.samples.at(-1) ?? null }), {
      enabled: has,
    }),
    own('review', 'Enter', actions.openInReview, { enabled: has }),
    ...beatClasses.map((label) =>
      own('label', label, () => relabel(label), {
        id: `rhythm.label.${label}`,
        title: t('rhythm.commands.label', { label: t(`classes.${label}`) }),
        enabled: has,
      }),
    ),
    ...modes.map((mode) => ({
      id: `rhythm.mode.${mode}`,
      title: t(`rhythm.commands.${mode}`),
      group,
      run: () => (rhythm.mode = mode),
    })),
    own('clear', 'Esc', escape),
  ];
}
