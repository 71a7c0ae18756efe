import type { LeadRecord } from '../../app/contract/records.ts';
import { finestGridPixels } from '../waveform/draw-grid.ts';
import { standardGain, standardSpeed } from '../waveform/paper-scale.ts';
import { invalidSample } from '../waveform/trace-slice.ts';
import { voltageScale } from '../waveform/voltage.ts';

export interface StripColours {
  readonly paper: string;
  readonly fine: string;
  readonly coarse: string;
  readonly trace: string;
}

/** Pixels a millimetre when `seconds` of paper at 25 mm/s fill `width`. */
export function stripScale(width: number, seconds: number): number {
  return width / (seconds * standardSpeed);
}

/**
 * Draws the first seconds of a lead on paper of 25 mm/s and 10 mm/mV. The median lies on the middle; a lead that
 * is no voltage is scaled to the height.
 */
export function drawStrip(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  samples: Int32Array,
  lead: LeadRecord,
  seconds: number,
  colours: StripColours,
): void {
  const scale = stripScale(width, seconds);
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, width, height);
  if (scale >= finestGridPixels) drawLines(context, width, height, scale, colours.fine);
  drawLines(context, width, height, scale * 5, colours.coarse);

  const valid = samples.filter((value) => value !== invalidSample);
  if (valid.length === 0) return;
  const ordered = valid.toSorted();
  const middle = ordered[ordered.length >> 1]!;
  const span = Math.max(1, ordered[ordered.length - 1]! - ordered[0]!);
  const voltage = voltageScale(lead);
  const perUnit = voltage && voltage.gain > 0 ? (scale * standardGain) / voltage.gain : (height * 0.8) / span;
  context.beginPath();
  let pen = false;
  for (let index = 0; index < samples.length; index += 1) {
    const value = samples[index]!;
    if (value === invalidSample) {
      pen = false;
      continue;
    }
    const x = (index / (lead.rate * seconds)) * width;
    const y = height * 0.62 - (value - middle) * perUnit;
    if (pen) context.lineTo(x, y);
    else context.moveTo(x, y);
    pen = true;
  }
  context.strokeStyle = colours.trace;
  context.lineWidth = 1.2;
  context.lineJoin = 'round';
  context.stroke();
}

function drawLines(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  distance: number,
  colour: string,
): void {
  context.beginPath();
  for (let x = 0.5; x < width; x += distance) {
    context.moveTo(x, 0);
    context.lineTo(x, height);
  }
  for (let y = 0.5; y < height; y += distance) {
    context.moveTo(0, y);
    context.lineTo(width, y);
  }
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
}
