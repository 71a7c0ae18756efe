import { createRandom } from '../../app/signal/random.ts';
import type { Recording } from '../../app/signal/recording.ts';
import { recordingOf } from './synthetic-recording.ts';

/** Beats of shapes that are known, drawn over noise. */
export interface DrawnBeats {
  readonly recording: Recording;
  /** Fiducials in frames, each up to 2 frames off the middle of its beat. */
  readonly samples: Int32Array;
  /** Which shape each beat has. */
  readonly shapes: Uint8Array;
}

/** Shapes: 0 a narrow beat with a T wave, 1 a wide one with a T wave the other way, 2 something that no heart draws. */
const curves: readonly ((seconds: number) => number)[] = [
  (time) => wave(time, 0, 0.012, 1.1) - wave(time, 0.03, 0.012, 0.25) + wave(time, 0.26, 0.05, 0.25),
  (time) => wave(time, 0.02, 0.045, 1.5) - wave(time, 0.2, 0.06, 0.6),
  (time) => wave(time, -0.1, 0.02, 0.8) - wave(time, 0, 0.02, 0.8) + wave(time, 0.1, 0.02, 0.8),
];

function wave(time: number, centre: number, width: number, height: number): number {
  return height * Math.exp(-(((time - centre) / width) ** 2) / 2);
}

const rate = 250;
const gain = 200;

/** @param shapes shape of each beat, one a second; @param noise standard deviation in mV */
export function drawnBeats(shapes: ArrayLike<number>, { noise = 0.02, seed = 1, leads = 1 } = {}): DrawnBeats {
  const random = createRandom(seed);
  const frames = (shapes.length + 1) * rate;
  const signals = Array.from({ length: leads }, () => new Float64Array(frames));
  const samples = new Int32Array(shapes.length);
  for (let beat = 0; beat < shapes.length; beat++) {
    const middle = Math.round((beat + 1) * rate + (random.uniform() - 0.5) * 40);
    samples[beat] = middle + random.integer(5) - 2;
    signals.forEach((signal, lead) => {
      for (let frame = middle - 70; frame < Math.min(frames, middle + 110); frame++)
        signal[frame]! += curves[shapes[beat]!]!((frame - middle) / rate) * (lead === 0 ? 1 : -0.6);
    });
  }
  const values = signals.map((signal) =>
    Int32Array.from(signal, (value) => Math.round((value + noise * random.normal()) * gain)),
  );
  return { recording: recordingOf(values, { rate, gain }), samples, shapes: Uint8Array.from(shapes) };
}
