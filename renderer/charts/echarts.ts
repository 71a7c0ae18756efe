import { BarChart, GraphChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  GraphicComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';

import type { Figure } from '../../app/contract/records.ts';

type Option = Figure['option'];

let ready = false;

function prepare(): void {
  if (ready) return;
  use([BarChart, GraphChart, HeatmapChart, LineChart, ScatterChart, CanvasRenderer, SVGRenderer]);
  use([GridComponent, LegendComponent, TitleComponent, TooltipComponent, VisualMapComponent, GraphicComponent]);
  use([AriaComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent]);
  ready = true;
}

/**
 * An option as the screen draws it: still, in our type, and with tooltips drawn on the canvas (the HTML ones write inline
 * styles, which the content security policy forbids).
 */
export function screenOption(option: Option): Option {
  const tooltip = typeof option['tooltip'] === 'object' ? option['tooltip'] : {};
  const textStyle = typeof option['textStyle'] === 'object' ? option['textStyle'] : {};
  return {
    ...option,
    animation: false,
    textStyle: { ...textStyle, fontFamily: "'Inter Variable', system-ui, sans-serif" },
    tooltip: { trigger: 'item', ...tooltip, renderMode: 'richText', confine: true },
  };
}

/** Draws on a canvas inside `element`; the caller disposes of it. */
export function drawChart(element: HTMLElement, option: Option): ECharts {
  prepare();
  const chart = init(element, null, { renderer: 'canvas' });
  chart.setOption(screenOption(option));
  return chart;
}

/** A figure that is saved leaves the screen: on white, whatever the theme, so that it can be read where it is pasted. */
function savedOption(option: Option): Option {
  return { ...option, animation: false, backgroundColor: '#ffffff' };
}

/** The figure as an SVG document of this size in pixels. */
export function chartSvg(option: Option, width: number, height: number): string {
  prepare();
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption(savedOption(option));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

/** The figure on a canvas of this size, at two dots a pixel. */
export function chartCanvas(option: Option, width: number, height: number): HTMLCanvasElement {
  prepare();
  const chart = init(document.createElement('div'), null, { renderer: 'canvas', width, height });
  chart.setOption(savedOption(screenOption(option)));
  const canvas = chart.renderToCanvas({ pixelRatio: 2, backgroundColor: '#ffffff' });
  chart.dispose();
  return canvas;
}
