import { beatClasses } from '../../contract/classes.ts';
import type { Figure } from '../../contract/records.ts';
import type { ConfusionMatrix } from '../confusion.ts';
import { normaliseRows } from '../confusion.ts';
import type { Palette } from '../palette.ts';
import { formatCount } from '../table.ts';
import { axis, baseOption } from './axis.ts';

/** Share of a row from which a cell is dark enough for inverted ink. */
const darkFrom = 0.55;

/**
 * The confusion matrix as a map, reference down, model across (figures 5 and 6 of the study).
 *
 * Both are coloured by the share of the row, so that rare classes can be read beside the common one.
 *
 * @param shown "counts", or "shares" of the reference's beats of the class
 */
export function confusionFigure(matrix: ConfusionMatrix, shown: 'counts' | 'shares', palette: Palette): Figure {
  const shares = normaliseRows(matrix);
  const cells = matrix.flatMap((row, reference) =>
    row.map((count, model) => {
      const share = shares[reference]?.[model] ?? null;
      const text = shown === 'counts' ? formatCount(count) : share === null ? '-' : share.toFixed(3);
      const value = shown === 'counts' ? count : share === null ? '-' : Number(share.toFixed(6));
      return {
        value: [model, reference, value, share ?? 0],
        label: {
          show: true,
          formatter: text,
          fontSize: 12,
          fontWeight: model === reference ? 600 : 400,
          color: (share ?? 0) >= darkFrom ? palette.accentInk : palette.ink,
        },
      };
    }),
  );
  const letters = (name: string, gap: number, inverse: boolean) =>
    axis(palette, name, gap, {
      type: 'category',
      data: [...beatClasses],
      inverse,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: palette.ink, fontSize: 12, fontWeight: 600 },
      splitArea: { show: false },
    });
  return {
    name: shown === 'counts' ? 'confusion-matrix' : 'confusion-matrix-normalised',
    title: shown === 'counts' ? 'Confusion matrix' : 'Normalised confusion matrix',
    caption:
      shown === 'counts'
        ? 'Beats of the test rows by reference class (rows) and model class (columns), coloured by the share of the row.'
        : "Share of each reference class's beats that the model gives to each class; the diagonal is the recall.",
    option: {
      ...baseOption(palette),
      grid: { left: 56, right: 16, top: 8, bottom: 48 },
      xAxis: letters('Model', 28, false),
      yAxis: letters('Reference', 32, true),
      visualMap: {
        show: false,
        type: 'continuous',
        min: 0,
        max: 1,
        dimension: 3,
        inRange: { color: [palette.panel2, palette.accent] },
      },
      series: [
        {
          type: 'heatmap',
          name: shown === 'counts' ? 'Beats' : 'Share',
          data: cells,
          itemStyle: { borderColor: palette.panel, borderWidth: 2 },
          emphasis: { disabled: true },
        },
      ],
    },
  };
}
