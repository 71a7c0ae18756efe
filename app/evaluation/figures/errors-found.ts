import type { Figure } from '../../contract/records.ts';
import { errorsFound, errorsOf, leastConfidence } from '../doubt.ts';
import type { NamedBeats } from '../named-beats.ts';
import type { Palette } from '../palette.ts';
import { axis, baseOption } from './axis.ts';

/** Points of the curve. */
const points = 200;
/** The share of beats that the product quotes. */
const quoted = 0.05;

/** How many of the model's errors a reader finds who goes from the most doubtful beat on. */
export function errorsFoundFigure(beats: NamedBeats, palette: Palette): Figure {
  const wrong = errorsOf(beats);
  const curve = errorsFound(leastConfidence(beats), wrong, points) ?? [];
  const found = curve.find(([reviewed]) => reviewed >= quoted)?.[1];
  const errors = wrong.reduce((sum, error) => sum + error, 0);
  const range = { type: 'value', min: 0, max: 1, interval: 0.2 };
  return {
    name: 'errors-found',
    title: 'Errors found against beats reviewed',
    caption:
      found === undefined
        ? 'The model has named every beat as the reference does: there is no error to find.'
        : `Share of the model's ${errors} errors among the beats that a reader sees first, the most doubtful ones before the ` +
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
