import * as v from 'valibot';
import { describe, expect, it } from 'vitest';

import type { ClassCounts } from '../../app/contract/records.ts';
import { Figure } from '../../app/contract/records.ts';
import { buildFigures } from '../../app/evaluation/figures.ts';
import { reliabilityFigure } from '../../app/evaluation/figures/reliability.ts';
import { palettes } from '../../app/evaluation/palette.ts';
import { figureSvg } from '../../app/evaluation/svg.ts';
import { inventedCard } from '../support/model-card.ts';

const oneNormal: ClassCounts = [1, 0, 0, 0, 0];
const none: ClassCounts = [0, 0, 0, 0, 0];
const names = [
  'class-distribution',
  'class-distribution-resampled',
  'architecture',
  'learning-curves',
  'confusion-matrix',
  'confusion-matrix-normalised',
];

/** What a reader of the drawing can read: its text, piece by piece. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!.trim());
}

function drawn(name: string): string[] {
  return textsOf(figureSvg(buildFigures(inventedCard(), 'light').find((figure) => figure.name === name)!));
}

describe('buildFigures', () => {
  it.each(['light', 'dark'] as const)("gives the study's six figures in its order (%s)", (theme) => {
    expect(buildFigures(inventedCard(), theme).map(({ name }) => name)).toEqual(names);
  });

  it('gives plain JSON that survives the way to a screen', () => {
    for (const figure of buildFigures(inventedCard(), 'dark')) {
      expect(v.parse(Figure, JSON.parse(JSON.stringify(figure)))).toEqual(figure);
    }
  });

  it('leaves out what the card has nothing for', () => {
    const { training, ...rest } = inventedCard();
    const counts = { before: oneNormal, after: none };
    const card = { ...rest, training: { ...training, ...counts }, architecture: 'unknown', epochs: [], test: null };
    expect(buildFigures(card, 'light').map(({ name }) => name)).toEqual(['class-distribution']);
  });

  it('uses other colours in the dark', () => {
    const [light] = buildFigures(inventedCard(), 'light');
    const [dark] = buildFigures(inventedCard(), 'dark');
    expect(JSON.stringify(light)).toContain(palettes.light.classes.S);
    expect(JSON.stringify(dark)).toContain(palettes.dark.classes.S);
    expect(JSON.stringify(dark)).not.toContain(palettes.light.classes.S);
  });
});

describe('the drawings', () => {
  it('write count and share over every class', () => {
    expect(drawn('class-distribution')).toEqual(expect.arrayContaining(['72,471', '82.8 %', '641', '0.7 %']));
    expect(drawn('class-distribution-resampled')).toEqual(expect.arrayContaining(['10,000', '20.0 %']));
  });

  it('show every block of the network with its output, and both skip connections', () => {
    const expected = ['1 × 187', '32 × 93', '64 × 46', '128 × 23', '256 × 11', '128', '5', 'Skip 1', 'Skip 2'];
    expect(drawn('architecture')).toEqual(expect.arrayContaining(expected));
    expect(drawn('architecture').filter((text) => text.startsWith('Conv 5 · BN · ReLU'))).toHaveLength(4);
  });

  it('mark the epoch whose model was kept', () => {
    expect(drawn('learning-curves')).toEqual(expect.arrayContaining(['best: 25', 'Training', 'Validation', 'Loss']));
  });

  it('hold the counts and the shares of the confusion matrix', () => {
    expect(drawn('confusion-matrix')).toEqual(expect.arrayContaining(['17,650', '484', '1,598', 'Reference', 'Model']));
    expect(drawn('confusion-matrix-normalised')).toEqual(expect.arrayContaining(['0.974', '0.871', '0.994']));
  });

  it('show confidence against accuracy', () => {
    const bins = [{ from: 0.9, to: 1, count: 4, confidence: 0.95, accuracy: 0.9 }];
    const figure = reliabilityFigure({ ece: 0.05, bins }, palettes.light);
    expect(figure.caption).toContain('0.0500');
    expect(textsOf(figureSvg(figure))).toEqual(expect.arrayContaining(['Accuracy', 'Highest probability']));
  });
});
