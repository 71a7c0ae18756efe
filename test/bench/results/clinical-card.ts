import type { ModelCard } from '../../../app/contract/model-card.ts';
import { valuesOf, type ClassFigures } from './class-figures.ts';
import { decimal, percent, spread, table, textTable } from './markdown.ts';

/** What the card of the clinical model says about its networks and about how it came about. */
export interface CardText {
  readonly text: string;
  readonly figures: unknown;
}

interface MemberValues {
  readonly seed: number;
  readonly all: ClassFigures['values'];
  readonly without: ClassFigures['values'];
}

/** The networks of the ensemble by themselves, all together and by kind: odd seeds read numbers that even ones do not. */
export function membersText(card: ModelCard | null): CardText {
  const members = (card?.testDetails?.members ?? []).map(({ seed, all, without }): MemberValues => ({
    seed,
    all: valuesOf(all.confusion),
    without: valuesOf(without.confusion),
  }));
  if (members.length === 0) return { text: 'Single networks: not on the card.', figures: null };
  const kinds: [string, MemberValues[]][] = [
    ['all', members],
    ['with every number', members.filter(({ seed }) => seed % 2 === 1)],
    ['without the three added last', members.filter(({ seed }) => seed % 2 === 0)],
  ];
  const rows = kinds
    .filter(([, chosen]) => chosen.length > 0)
    .flatMap(([kind, chosen]) => [memberLine(kind, chosen, 'all'), memberLine(kind, chosen, 'without')]);
  const text = [
    `The ${members.length} networks of the model by themselves, each trained from another random seed, from the model's card (mean ± standard deviation).`,
    'They are of two kinds, so the spread over all of them is not one of seeds alone:',
    '',
    table(['networks', 'number', 'records', 'accuracy %', 'S F1', 'V F1', 'F F1'], rows),
  ].join('\n');
  return { text, figures: members };
}

function memberLine(kind: string, members: readonly MemberValues[], records: 'all' | 'without'): string[] {
  const over = (key: string) => members.map((member) => member[records][key] ?? 0);
  return [
    kind,
    String(members.length),
    records === 'all' ? 'all 22' : 'without 232',
    spread(over('accuracy'), (value) => percent(value)),
    ...['S F1', 'V F1', 'F F1'].map((key) => spread(over(key), (value) => decimal(value))),
  ];
}

/** How often and why DS2 was looked at while the model was made, and what had been decided before. */
export function looksText(card: ModelCard | null): string {
  const looks = card?.looks ?? [];
  if (looks.length === 0) return 'The card names no look at DS2.';
  return [
    `DS2 was looked at ${looks.length} times while the model was made, by the model's card. Later designs answer errors that earlier looks`,
    'showed, though each was kept or dropped on DS1: the figures are somewhat optimistic, and the first look is the one that nothing of',
    'this model had steered.',
    '',
    textTable(
      ['when', 'what', 'why', 'decided before', 'seen'],
      looks.map(({ at, what, why, decided, result }) => [at.slice(0, 16), what, why, decided, result]),
    ),
  ].join('\n');
}
