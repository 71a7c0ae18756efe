import { BarChart, GraphChart, HeatmapChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, VisualMapComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

import type { Figure } from '../contract/records.ts';
import { palettes } from './palette.ts';

/** Size of a figure in pixels. */
export interface FigureSize {
  readonly width: number;
  readonly height: number;
}

const wide: FigureSize = { width: 720, height: 340 };
const square: FigureSize = { width: 480, height: 420 };
const sizes: Readonly<Record<string, FigureSize>> = {
  'class-distribution': { width: 600, height: 360 },
  'class-distribution-resampled': { width: 600, height: 360 },
  architecture: { width: 560, height: 400 },
  'confusion-matrix': square,
  'confusion-matrix-normalised': square,
  reliability: square,
};

/** Draws a figure as an SVG document on white, without a browser. */
export function figureSvg(figure: Figure): string {
  use([BarChart, GraphChart, HeatmapChart, LineChart, SVGRenderer]);
  use([GridComponent, LegendComponent, MarkLineComponent, VisualMapComponent]);
  const { tooltip: _tooltip, ...still } = figure.option;
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...(sizes[figure.name] ?? wide) });
  try {
    chart.setOption({ backgroundColor: palettes.light.panel, ...still, animation: false });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
