import { beatClasses } from '../../contract/classes.ts';
import type { Figure } from '../../contract/records.ts';
import type { Palette } from '../palette.ts';
import { axis, baseOption } from './axis.ts';

/** Named beats whose true class is known. */
export interface NamedBeats {
  /** Five values a beat. */
  readonly probabilities: Float32Array;
  /** Class index of the reference. */
  readonly labels: Uint8Array;
  /** Class index that the model chose. */
  readonly predictions: Uint8Array;
}

/** Points of the curve. */
const points = 200;
/** The share of beats that the product quotes. */
const quoted = 0.05;

/**
 * Share of the model's errors among the most doubtful share of its beats, at `points` equal steps; null without an error.
 *
 * Doubt is 1 - the probability of the class that the model chose. Beats of equal doubt are taken together, as if in any order.
 */
export function errorsFound({
  probabilities,
  labels,
  predictions,
}: NamedBeats): [reviewed: number, found: number][] | null {
  const classes = beatClasses.length;
  const doubt = Float32Array.from(labels, (_, beat) => 1 - probabilities[beat * classes + predictions[beat]!]!);
  const order = Uint32Array.from(labels, (_, beat) => beat).sort((a, b) => doubt[b]! - doubt[a]!);
  const errors = new Float64Array(order.length + 1);
  for (let place = 0; place < order.length;) {
    let end = place;
    let wrong = 0;
    while (end < order.length && doubt[order[end]!] === doubt[order[place]!]) {
      wrong += Number(labels[order[end]!] !== predictions[order[end]!]);
      end++;
    }
    for (let at = place; at < end; at++) errors[at + 1] = errors[at]! + wrong / (end - place);
    place = end;
  }
  const all = errors[order.length]!;
  if (all === 0) return null;
  return Array.from({ length: points + 1 }, (_, step) => {
    const beats = Math.round((step / points) * order.length);
    return [step / points, Math.min(1, errors[beats]! / all)];
  });
}

/** How many of the model's errors a reader finds who goes from the most doubtful beat on. */
export function errorsFoundFigure(beats: NamedBeats, palette: Palette): Figure {
  const curve = errorsFound(beats) ?? [];
  const found = curve.find(([reviewed]) => reviewed >= quoted)?.[1];
  const wrong = beats.labels.reduce((sum, label, beat) => sum + Number(label !== beats.predictions[beat]), 0);
  const range = { type: 'value', min: 0, max: 1, interval: 0.2 };
  return {
    name: 'errors-found',
    title: 'Errors found against beats reviewed',
    caption:
      found === undefined
        ? 'The model has named every beat as the reference does: there is no error to find.'
        : `Share of the model's ${wrong} errors among the beats that a reader sees first, the most doubtful ones before the ` +
          `others; the dashed line is any other order. The first ${100 * quoted} % hold ${(100 * found).toFixed(1)} % of the errors.`,
    option: {
      ...baseOption(palette),
      grid: { left: 62, right: 20, top: 16, bottom: 48 },
      xAxis: axis(palette, 'Share of the beats reviewed', 28, range),
      yAxis: axis(palette, 'Share of the errors found', 40, {
        ...range,
        splitLine: { show: true, lineStyle: { color: palette.line } },
      }),
      series: [
        {
          type: 'line',
          name: 'Any order',
          silent: true,
          showSymbol: false,
          color: palette.ink3,
          lineStyle: { width: 1, type: 'dashed' },
          data: [
            [0, 0],
            [1, 1],
          ],
        },
        {
          type: 'line',
          name: 'Most doubtful first',
          symbol: 'none',
          color: palette.accent,
          lineStyle: { width: 2 },
          data: curve.map(([reviewed, share]) => [reviewed, Number(share.toFixed(6))]),
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: palette.warning, width: 1, type: 'solid' },
            label: { show: true, formatter: '5 %', color: palette.warning, fontSize: 11 },
            data: [{ xAxis: quoted }],
          },
        },
      ],
    },
  };
}
