import { expect, test } from 'vitest';

import { addWave, relax } from '../../app/simulator/dynamical-model.ts';

/** Table I of McSharry et al. 2003: angle, a and b of P, Q, R, S and T. */
const table = [
  [-Math.PI / 3, 1.2, 0.25],
  [-Math.PI / 12, -5, 0.1],
  [0, 30, 0.1],
  [Math.PI / 12, -7.5, 0.1],
  [Math.PI / 2, 0.75, 0.4],
] as const;
const rate = 512;
const seconds = 8;
const omega = 2 * Math.PI;

function baseline(time: number): number {
  return 0.005 * Math.sin(2 * Math.PI * 0.25 * time);
}

/** The three coupled equations of the paper for a steady RR interval of 1 s, by the Runge-Kutta method it uses. */
function integratePaper(): Float64Array {
  const out = new Float64Array(rate * seconds);
  let state = [-1, 0, 0];
  function derivative([x, y, z]: number[], time: number): number[] {
    const alpha = 1 - Math.hypot(x!, y!);
    const theta = Math.atan2(y!, x!);
    let push = 0;
    for (const [angle, a, b] of table) {
      const delta = Math.atan2(Math.sin(theta - angle), Math.cos(theta - angle));
      push += a * delta * Math.exp((-delta * delta) / (2 * b * b));
    }
    return [alpha * x! - omega * y!, alpha * y! + omega * x!, -push - (z! - baseline(time))];
  }
  const step = 1 / rate;
  const along = (slope: number[], length: number): number[] =>
    state.map((value, axis) => value + slope[axis]! * length);
  for (let index = 0; index < out.length; index++) {
    out[index] = state[2]!;
    const time = index * step;
    const k1 = derivative(state, time);
    const k2 = derivative(along(k1, step / 2), time + step / 2);
    const k3 = derivative(along(k2, step / 2), time + step / 2);
    const k4 = derivative(along(k3, step), time + step);
    state = state.map((value, axis) => value + (step * (k1[axis]! + 2 * k2[axis]! + 2 * k3[axis]! + k4[axis]!)) / 6);
  }
  return out;
}

test('the closed form agrees with the three equations of the paper, with its own parameters', () => {
  const expected = integratePaper();
  const z = new Float64Array(expected.length);
  for (let beat = -1; beat <= seconds; beat++) {
    for (const [angle, a, b] of table) {
      // The paper starts at angle pi, so R peaks lie at 0.5, 1.5, ... seconds.
      addWave(z, 0, rate, { centre: beat + 0.5 + angle / omega, width: b / omega, amplitude: (a * b * b) / omega });
    }
  }
  relax(
    z,
    Float64Array.from(z, (_, index) => baseline(index / rate)),
    rate,
    0,
  );
  const peak = Math.max(...expected);
  let largest = 0;
  // The two start with different z: what is left of it after five time constants is below the tolerance.
  for (let index = 5 * rate; index < z.length; index++)
    largest = Math.max(largest, Math.abs(z[index]! - expected[index]!));
  expect(peak).toBeGreaterThan(0.03);
  expect(largest / peak).toBeLessThan(0.01);
});

test('a wave is the Gaussian it says, wherever the block begins', () => {
  const wave = { centre: 1.003, width: 0.02, amplitude: 1.2 };
  for (const start of [0, 900, 1000, 1010]) {
    const out = new Float64Array(200);
    addWave(out, start, 1000, wave);
    out.forEach((value, index) => {
      const x = ((start + index) / 1000 - wave.centre) / wave.width;
      expect(Math.abs(value - 1.2 * Math.exp((-x * x) / 2))).toBeLessThan(1e-4);
    });
  }
});

test('block by block gives what one block gives', () => {
  const waves = Float64Array.from({ length: 100 }, (_, index) => Math.sin(index));
  const wander = Float64Array.from({ length: 100 }, (_, index) => Math.cos(index / 9));
  const whole = waves.slice();
  relax(whole, wander, 50, 0);
  const [first, second] = [waves.slice(0, 37), waves.slice(37)];
  relax(second, wander.slice(37), 50, relax(first, wander.slice(0, 37), 50, 0));
  expect([...first, ...second]).toEqual([...whole]);
});
