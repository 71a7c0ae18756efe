import {
  entropyDoubt,
  errorsFound,
  errorsFoundIn,
  errorsOf,
  leastConfidence,
  selectiveAccuracy,
} from '../../../../app/evaluation/doubt.ts';
import type { DoubtScores } from '../../../../app/evaluation/doubt.ts';
import type { NamedBeats } from '../../../../app/evaluation/named-beats.ts';
import { percent, table } from '../markdown.ts';
import { decideAll, withModel } from '../name-beats.ts';
import type { ResultsPart } from '../part.ts';
import { shippedModel } from '../shipped-model.ts';
import { nameDs2 } from './clinical.ts';

const shares = [0.01, 0.02, 0.05, 0.1, 0.2];
const coverages = [0.95, 0.9, 0.8];

function figuresOf(doubt: DoubtScores, beats: NamedBeats) {
  const wrong = errorsOf(beats);
  return {
    errors: wrong.reduce((sum, error) => sum + error, 0),
    found: shares.map((share) => [share, errorsFoundIn(doubt, wrong, share)] as const),
    selective: coverages.map((coverage) => [coverage, selectiveAccuracy(doubt, wrong, coverage)] as const),
    curve: errorsFound(doubt, wrong, 50),
  };
}

/** How soon a reader who starts with the most doubtful beats has found the model's errors. */
export const doubt: ResultsPart = {
  title: 'Doubt: errors found against beats reviewed',
  async measure(context) {
    const model = await shippedModel('clinical');
    const beats = await withModel(model, context.signal, async (namer) =>
      decideAll(await nameDs2(namer, context), namer.specification),
    );
    const confidence = figuresOf(leastConfidence(beats), beats);
    const entropy = figuresOf(entropyDoubt(beats), beats);
    const five = confidence.found.find(([share]) => share === 0.05)?.[1];
    return {
      text: [
        `Clinical model, DS2 (22 records, ${beats.labels.length.toLocaleString('en')} beats, ${confidence.errors.toLocaleString('en')} errors), reference positions, mapping AAMI. Share of all`,
        'errors among the beats that a reader sees first, the most doubtful ones of all recordings before the others. The application sorts by',
        '1 - the probability of the chosen class.',
        '',
        table(
          ['most doubtful', ...shares.map((share) => `${percent(share, 0)} %`)],
          [
            ['1 - probability of the choice: errors %', ...confidence.found.map(([, found]) => percent(found, 1))],
            ['entropy: errors %', ...entropy.found.map(([, found]) => percent(found, 1))],
          ],
        ),
        '',
        table(
          ['beats left to the model', ...coverages.map((coverage) => `${percent(coverage, 0)} %`)],
          [['accuracy %', ...confidence.selective.map(([, accuracy]) => percent(accuracy))]],
        ),
      ].join('\n'),
      summary: [
        {
          table: 'trust',
          what: 'Errors among the most doubtful 5 % of the beats',
          protocol: 'clinical model on DS2, reference positions',
          figure: `${percent(five, 1)} %`,
        },
      ],
      figures: { confidence, entropy },
    };
  },
};
