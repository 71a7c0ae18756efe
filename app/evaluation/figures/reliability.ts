import type { Figure } from '../../contract/records.ts';
import type { Calibration } from '../calibration.ts';
import type { Palette } from '../palette.ts';
import { axis, baseOption } from './axis.ts';

/** Reliability diagram: accuracy over confidence in 15 bins, and how many beats each bin holds. */
export function reliabilityFigure({ ece, bins }: Calibration, palette: Palette): Figure {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const filled = bins.filter(({ count }) => count > 0);
  const range = { type: 'value', min: 0, max: 1, interval: 0.2 };
  const hidden = { axisLabel: { show: false } };
  return {
    name: 'reliability',
    title: 'Reliability diagram',
    caption:
      `Share of rightly named beats over the model's highest probability, 15 bins; the line is perfect calibration. ` +
      `Below: share of the beats in each bin. Expected calibration error ${ece.toFixed(4)}.`,
    option: {
      ...baseOption(palette),
      grid: [
        { left: 62, right: 20, top: 12, bottom: 118 },
        { left: 62, right: 20, height: 52, bottom: 46 },
      ],
      xAxis: [
        axis(palette, '', 0, { ...range, ...hidden }),
        axis(palette, 'Highest probability', 28, { ...range, gridIndex: 1 }),
      ],
      yAxis: [
        axis(palette, 'Accuracy', 40, { ...range, splitLine: { show: true, lineStyle: { color: palette.line } } }),
        axis(palette, 'Beats', 40, { type: 'value', min: 0, max: 1, interval: 0.5, gridIndex: 1 }),
      ],
      series: [
        {
          type: 'line',
          name: 'Perfect calibration',
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
          name: 'Accuracy',
          symbol: 'circle',
          symbolSize: 7,
          color: palette.accent,
          lineStyle: { width: 2 },
          data: filled.map(({ confidence, accuracy }) => [confidence, accuracy]),
        },
        {
          type: 'line',
          name: 'Share of beats',
          symbol: 'none',
          xAxisIndex: 1,
          yAxisIndex: 1,
          color: palette.ink3,
          lineStyle: { width: 1 },
          areaStyle: { opacity: 0.5 },
          data: bins.flatMap(({ from, to, count }) => [
            [from, total > 0 ? count / total : 0],
            [to, total > 0 ? count / total : 0],
          ]),
        },
      ],
    },
  };
}
