import { classColour, type Palette } from '../waveform/palette.ts';
import { histogramClasses, sumOf, type Histogram } from './histogram.ts';
import { plotX, plotY, type PlotFrame } from './plot-frame.ts';

/** Draws columns of beats, the rarest class at the bottom, and the accent line around the selected part of each. */
export function drawHistogram(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  histogram: Histogram,
  palette: Palette,
): void {
  const order = [2, 3, 1, 4, 0, 5];
  for (let bin = 0; bin < histogram.bins; bin++) {
    const left = plotX(frame, histogram.from + bin * histogram.width);
    const right = plotX(frame, histogram.from + (bin + 1) * histogram.width);
    const width = Math.max(1, right - left - 1);
    let below = 0;
    for (const label of order) {
      const count = histogram.counts[bin * histogramClasses + label]!;
      if (count === 0) continue;
      const [top, bottom] = [plotY(frame, below + count), plotY(frame, below)];
      context.fillStyle = classColour(palette, label);
      // A single beat is seen among thousands: a column is a pixel high at least.
      context.fillRect(left + 0.5, Math.min(top, bottom - 1), width, Math.max(1, bottom - top));
      below += count;
    }
    const selected = sumOf(histogram.selected, bin);
    if (selected === 0) continue;
    const top = Math.min(plotY(frame, selected), plotY(frame, 0) - 2);
    context.strokeStyle = palette.accent;
    context.lineWidth = 2;
    context.strokeRect(left + 0.5, top, width, plotY(frame, 0) - top);
    context.fillStyle = palette.accent;
    context.globalAlpha = 0.18;
    context.fillRect(left + 0.5, top, width, plotY(frame, 0) - top);
    context.globalAlpha = 1;
  }
}
