import { expect, test } from 'vitest';

import type { LeadRecord } from '../../../app/contract/records.ts';
import { drawStrip } from '../../../renderer/library/strip.ts';

const colours = { paper: 'paper', fine: 'fine', coarse: 'coarse', trace: 'trace' };

/** Highest and lowest point, CSS pixels, of the trace that is drawn of a 1 mV step. */
function heightOf(lead: Pick<LeadRecord, 'unit' | 'gain'>): number {
  let path: number[] = [];
  let trace: number[] = [];
  const record = (_x: number, y: number) => void path.push(y);
  const context = {
    strokeStyle: '',
    fillRect: () => undefined,
    beginPath: () => (path = []),
    moveTo: record,
    lineTo: record,
    stroke() {
      if (context.strokeStyle === colours.trace) trace = path;
    },
  };
  const samples = Int32Array.of(0, 0, 0, 200);
  const whole = { name: 'I', rate: 4, baseline: 0, ...lead };
  // Only what is listed above is called; Node has no canvas.
  drawStrip(
    context as Partial<CanvasRenderingContext2D> as CanvasRenderingContext2D,
    100,
    80,
    samples,
    whole,
    1,
    colours,
  );
  return Math.max(...trace) - Math.min(...trace);
}

test('1 mV is 10 mm high, whether the file counts in mV or in microvolts', () => {
  const pixelsPerMillimetre = 100 / 25;
  const heights = [heightOf({ unit: 'mV', gain: 200 }), heightOf({ unit: 'uV', gain: 0.2 })];
  for (const height of heights) expect(height).toBeCloseTo(10 * pixelsPerMillimetre);
});
