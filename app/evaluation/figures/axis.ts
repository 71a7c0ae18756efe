import type { Palette } from '../palette.ts';

/** An ECharts option: plain JSON, no functions, so that it can be sent to a screen. */
export type Option = Record<string, unknown>;

/** What all figures share: typeface, ink, no motion, no background of their own. */
export function baseOption(palette: Palette): Option {
  return {
    animation: false,
    textStyle: { fontFamily: "Inter, 'Helvetica Neue', Arial, sans-serif", fontSize: 12, color: palette.ink2 },
  };
}

/** An axis in quiet lines: labels in secondary ink, hairline grid, a name beside its middle. */
export function axis(palette: Palette, name: string, gap: number, more: Option): Option {
  return {
    name,
    nameLocation: 'middle',
    nameGap: gap,
    nameTextStyle: { color: palette.ink2, fontSize: 12 },
    axisLabel: { color: palette.ink2, fontSize: 11 },
    axisLine: { show: true, lineStyle: { color: palette.ink3 } },
    axisTick: { show: true, lineStyle: { color: palette.ink3 } },
    splitLine: { show: false, lineStyle: { color: palette.line } },
    ...more,
  };
}
