/** How large time and voltage are drawn. */
export interface PaperScale {
  /** CSS pixels of one millimetre on this display. */
  readonly pixelsPerMillimetre: number;
  /** Paper speed, mm/s. */
  readonly speed: number;
  /** Gain, mm/mV. */
  readonly gain: number;
}

/** Paper speeds in mm/s through which zoom moves. */
export const paperSpeeds = [2.5, 5, 12.5, 25, 50, 100] as const;
/** Gains in mm/mV. */
export const paperGains = [5, 10, 20] as const;
/** The scale on which an ECG is read unless the paper says otherwise. */
export const standardSpeed = 25;
export const standardGain = 10;

/** CSS defines 96 pixels an inch; what a display really has is known only after calibration. */
const nominalPixelsPerMillimetre = 96 / 25.4;
const largestRoundingError = 0.02;

export function isStandard(scale: PaperScale): boolean {
  return scale.speed === standardSpeed && scale.gain === standardGain;
}

export function pixelsPerSecond(scale: PaperScale): number {
  return scale.pixelsPerMillimetre * scale.speed;
}

export function pixelsPerMillivolt(scale: PaperScale): number {
  return scale.pixelsPerMillimetre * scale.gain;
}

/** The neighbour of `value` in ascending `steps`, or the end of the list. */
export function step(steps: readonly number[], value: number, direction: 1 | -1): number {
  if (direction === 1) return steps.find((candidate) => candidate > value) ?? steps.at(-1) ?? value;
  return steps.findLast((candidate) => candidate < value) ?? steps[0] ?? value;
}

/**
 * Rounds a measured scale so that grid lines fall on whole device pixels: 1 mm where that is off by less than 2 %,
 * else 5 mm under the same limit, else as measured.
 *
 * @param pixelsPerMillimetre CSS pixels of one millimetre, measured or nominal
 */
export function roundToDevice(pixelsPerMillimetre: number, devicePixelRatio: number): number {
  for (const millimetres of [1, 5]) {
    const device = pixelsPerMillimetre * millimetres * devicePixelRatio;
    const whole = Math.round(device);
    if (whole > 0 && Math.abs(whole - device) / device < largestRoundingError) {
      return whole / (millimetres * devicePixelRatio);
    }
  }
  return pixelsPerMillimetre;
}

/** The scale of a display nobody has calibrated. */
export function defaultPixelsPerMillimetre(devicePixelRatio: number): number {
  return roundToDevice(nominalPixelsPerMillimetre, devicePixelRatio);
}
