import { beatClassNames } from '../../beat/classes.ts';
import { beatClasses } from '../../contract/classes.ts';
import type { ClassCounts, Figure } from '../../contract/records.ts';
import type { Palette } from '../palette.ts';
import { formatCount } from '../table.ts';
import { axis, baseOption } from './axis.ts';

/** Rows of each class as bars, with count and share written over them (figures 1 and 2 of the study). */
export function classDistribution(
  counts: ClassCounts,
  text: Pick<Figure, 'name' | 'title' | 'caption'>,
  palette: Palette,
): Figure {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const share = (count: number) => (total > 0 ? `${((100 * count) / total).toFixed(1)} %` : '-');
  return {
    ...text,
    option: {
      ...baseOption(palette),
      grid: { left: 68, right: 16, top: 44, bottom: 44 },
      xAxis: axis(palette, '', 0, {
        type: 'category',
        data: beatClasses.map((name, index) => `${name}\n${beatClassNames[index]}`),
        axisTick: { show: false },
        axisLabel: { color: palette.ink2, fontSize: 10.5, lineHeight: 15, interval: 0 },
      }),
      yAxis: axis(palette, 'Beats', 52, {
        type: 'value',
        splitLine: { show: true, lineStyle: { color: palette.line } },
      }),
      series: [
        {
          type: 'bar',
          name: 'Beats',
          barWidth: '56%',
          data: beatClasses.map((name, index) => ({
            value: counts[index],
            itemStyle: { color: palette.classes[name] },
            label: {
              show: true,
              position: 'top',
              formatter: `{count|${formatCount(counts[index] ?? 0)}}\n{share|${share(counts[index] ?? 0)}}`,
              rich: {
                count: { color: palette.ink, fontSize: 12, fontWeight: 600, lineHeight: 15 },
                share: { color: palette.ink3, fontSize: 11, lineHeight: 14 },
              },
            },
          })),
        },
      ],
    },
  };
}
