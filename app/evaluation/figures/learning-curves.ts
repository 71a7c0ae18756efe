import type { EpochRecord } from '../../contract/model-card.ts';
import type { Figure } from '../../contract/records.ts';
import type { Palette } from '../palette.ts';
import type { Option } from './axis.ts';
import { axis, baseOption } from './axis.ts';

/** Loss and accuracy of training and validation over epochs, the kept epoch marked (figure 4 of the study). */
export function learningCurves(epochs: readonly EpochRecord[], bestEpoch: number, palette: Palette): Figure {
  const last = epochs[epochs.length - 1]?.epoch ?? 1;
  const epochAxis = (gridIndex: number) =>
    axis(palette, 'Epoch', 26, {
      gridIndex,
      type: 'value',
      min: epochs[0]?.epoch ?? 0,
      max: last,
      interval: Math.max(1, Math.ceil(last / 6)),
      minInterval: 1,
    });
  const valueAxis = (gridIndex: number, name: string) =>
    axis(palette, name, 40, {
      gridIndex,
      type: 'value',
      scale: true,
      splitLine: { show: true, lineStyle: { color: palette.line } },
    });
  const curve = (
    gridIndex: number,
    name: string,
    value: (epoch: EpochRecord) => number,
    isTraining: boolean,
  ): Option => ({
    type: 'line',
    name,
    xAxisIndex: gridIndex,
    yAxisIndex: gridIndex,
    symbol: 'none',
    data: epochs.map((epoch) => [epoch.epoch, Number(value(epoch).toPrecision(6))]),
    color: isTraining ? palette.ink3 : palette.accent,
    lineStyle: { width: 2, type: isTraining ? 'dashed' : 'solid' },
    ...(isTraining ? {} : { markLine: bestLine(bestEpoch, gridIndex === 0, palette) }),
  });
  return {
    name: 'learning-curves',
    title: 'Loss and accuracy over epochs',
    caption:
      'Cross-entropy loss (left) and accuracy (right) of the resampled training rows, dashed, and of the validation rows, ' +
      `solid. The model of epoch ${bestEpoch} was kept: best by validation.`,
    option: {
      ...baseOption(palette),
      tooltip: { trigger: 'axis' },
      legend: {
        top: 4,
        left: 'center',
        itemWidth: 26,
        itemStyle: { opacity: 0 },
        itemGap: 24,
        textStyle: { color: palette.ink2, fontSize: 12 },
        data: ['Training', 'Validation'],
      },
      grid: [
        { left: 58, right: '55%', top: 52, bottom: 42 },
        { left: '58%', right: 20, top: 52, bottom: 42 },
      ],
      xAxis: [epochAxis(0), epochAxis(1)],
      yAxis: [valueAxis(0, 'Loss'), valueAxis(1, 'Accuracy')],
      series: [
        curve(0, 'Training', (epoch) => epoch.trainingLoss, true),
        curve(0, 'Validation', (epoch) => epoch.validationLoss, false),
        curve(1, 'Training', (epoch) => epoch.trainingAccuracy, true),
        curve(1, 'Validation', (epoch) => epoch.validationAccuracy, false),
      ],
    },
  };
}

function bestLine(epoch: number, labelled: boolean, palette: Palette): Option {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: palette.warning, width: 1, type: 'solid' },
    label: {
      show: true,
      formatter: labelled ? `best: ${epoch}` : `${epoch}`,
      color: palette.warning,
      fontSize: 11,
      position: 'end',
    },
    data: [{ xAxis: epoch }],
  };
}
