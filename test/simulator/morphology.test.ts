import { describe, expect, test } from 'vitest';

import type { MorphologyName } from '../../app/simulator/morphology.ts';
import { morphologies } from '../../app/simulator/morphology.ts';
import { leadVectors, project } from '../../app/simulator/lead-vectors.ts';

const names = Object.keys(morphologies) as MorphologyName[];

/** Voltage of a beat in a lead in steps of 1 ms, from -300 to 500 ms. */
function voltage(name: MorphologyName, lead: string): number[] {
  const { vector } = leadVectors.find((entry) => entry.name === lead)!;
  return Array.from({ length: 801 }, (_, index) => {
    const time = (index - 300) / 1000;
    return morphologies[name].reduce(
      (sum, wave) => sum + project(wave.dipole, vector) * Math.exp(-(((time - wave.centre) / wave.width) ** 2) / 2),
      0,
    );
  });
}

/** Milliseconds of the ventricular complex in a lead: where it moves faster than 6 mV a second within 150 ms of the fiducial. */
function complexWidth(name: MorphologyName, lead: string): number {
  const values = voltage(name, lead);
  const fast = values.flatMap((value, index) =>
    Math.abs(index - 300) < 150 && Math.abs(value - (values[index - 1] ?? value)) > 0.006 ? [index] : [],
  );
  return fast.at(-1)! - fast[0]!;
}

test.each(names)('%s: the largest deflection of MLII lies on the fiducial', (name) => {
  const sizes = voltage(name, 'MLII').map(Math.abs).slice(250, 351);
  expect(Math.abs(sizes.indexOf(Math.max(...sizes)) - 50)).toBeLessThanOrEqual(1);
});

test.each(['ventricular', 'secondVentricular'] as const)(
  '%s beats are wide and tall, without P wave, T against QRS',
  (name) => {
    const values = voltage(name, 'MLII');
    expect(complexWidth(name, 'MLII')).toBeGreaterThanOrEqual(120);
    expect(complexWidth(name, 'V1')).toBeGreaterThanOrEqual(120);
    expect(Math.abs(values[300]!)).toBeGreaterThan(1.3);
    expect(Math.max(...values.slice(100, 190).map(Math.abs))).toBeLessThan(0.02);
    expect(Math.sign(values[580]!)).toBe(-Math.sign(values[300]!));
  },
);

describe('beats from above the ventricles', () => {
  test.each(['sinus', 'supraventricular', 'withoutP'] as const)('%s: narrow, about 1 mV, upright T', (name) => {
    const values = voltage(name, 'MLII');
    expect(complexWidth(name, 'MLII')).toBeLessThan(100);
    expect(values[300]!).toBeGreaterThan(0.9);
    expect(values[300]!).toBeLessThan(1.3);
    expect(Math.max(...values.slice(500, 700))).toBeGreaterThan(0.2);
  });

  test('the P wave stands upright in sinus rhythm, upside down from a low focus, and is absent in fibrillation', () => {
    const p = (name: MorphologyName) => voltage(name, 'MLII').slice(80, 240);
    expect(Math.max(...p('sinus'))).toBeGreaterThan(0.1);
    expect(Math.min(...p('supraventricular'))).toBeLessThan(-0.06);
    expect(Math.max(...p('withoutP').map(Math.abs))).toBeLessThan(0.01);
  });
});

test('V1 shows a small r and a deep S in sinus rhythm', () => {
  const values = voltage('sinus', 'V1').slice(250, 360);
  expect(Math.max(...values)).toBeGreaterThan(0.1);
  expect(Math.min(...values)).toBeLessThan(-0.6);
});

test('limb leads obey Einthoven: I + III = II, aVR + aVL + aVF = 0', () => {
  const at = (lead: string) => voltage('ventricular', lead);
  const [i, ii, iii, aVR, aVL, aVF] = ['I', 'MLII', 'III', 'aVR', 'aVL', 'aVF'].map(at);
  ii!.forEach((value, index) => {
    expect(i![index]! + iii![index]!).toBeCloseTo(value, 10);
    expect(aVR![index]! + aVL![index]! + aVF![index]!).toBeCloseTo(0, 10);
  });
});
