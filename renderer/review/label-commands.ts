import type { useI18n } from 'vue-i18n';

import { beatCodes, type BeatCode } from '../../app/contract/beat-codes.ts';
import { beatClasses } from '../../app/contract/classes.ts';
import type { GivenLabel } from '../stores/edits.ts';
import type { Command } from '../stores/commands.ts';
import { useFullCodes } from './full-codes.ts';
import { useInsertion } from './insertion.ts';
import { unseenBeat } from './on-screen.ts';
import { usePaper } from './paper.ts';
import { useRange } from './range.ts';
import { useReview } from './review.ts';

/** From so many beats on, a selection without a hole is sent as a stretch and not beat by beat. */
const manyBeats = 1000;

/**
 * Letters: with a tool in hand they label its range or put a beat at its cursor, else they label the selection. The five
 * classes count alike in upper and lower case; with full codes every letter is the WFDB code of that very case.
 */
export function labelCommands(t: ReturnType<typeof useI18n>['t']): Command[] {
  const review = useReview();
  const paper = usePaper();
  const insertion = useInsertion();
  const range = useRange();
  const fullCodes = useFullCodes();
  const group = t('groups.review');

  function give(given: GivenLabel): void {
    review.turns.take(() => {
      if (paper.tool === 'insert') {
        if (insertion.showCursor()) review.announce(t('correct.said.shownFirst'));
        else void insertion.insert(given);
      } else if (paper.tool === 'range' && range.stretch)
        void review.edit({ kind: 'relabelRange', ...range.stretch, ...given });
      else giveSelection(given);
    });
  }

  function giveSelection(given: GivenLabel): void {
    const { samples, whole } = review.selection;
    const [from] = samples;
    const last = samples.at(-1);
    if (from === undefined || last === undefined) return;
    if (unseenBeat(paper.view, review.selection) !== null) {
      review.showFocus();
      return review.announce(t('correct.said.shownFirst'));
    }
    if (whole && samples.length >= manyBeats) void review.edit({ kind: 'relabelRange', from, to: last + 1, ...given });
    else void review.edit({ kind: 'relabel', samples, ...given });
  }

  const hasTarget = () => review.selection.samples.length > 0 || (paper.tool === 'insert' && insertion.cursor !== null);
  const title = (label: (typeof beatClasses)[number]) => t('review.commands.label', { label: t(`classes.${label}`) });
  const named = ({ code }: { code: (typeof beatCodes)[number]['code'] }) =>
    t('correct.commands.code', { name: t(`correct.codeNames.${code}`) });

  const classes = beatClasses.map((label): Command => ({
    id: `review.label.${label}`,
    title: title(label),
    group,
    keys: label,
    ownKeys: true,
    enabled: hasTarget,
    run: () => give({ label }),
  }));
  const codes = beatCodes.map((beat): Command => ({
    id: `review.code.${beat.code}`,
    title: named(beat),
    group: t('correct.groups.codes'),
    keys: beat.symbol,
    ownKeys: true,
    enabled: () => fullCodes.on && hasTarget(),
    run: () => give(givenBy(beat)),
  }));
  return [...codes, ...classes];
}

function givenBy({ label, code }: BeatCode): GivenLabel {
  return { label, code };
}
