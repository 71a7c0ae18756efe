/** How large time and voltage are drawn. */
export interface PaperScale {
  /** CSS pixels of one millimetre on this display. */
  readonly pixelsPerMillimetre: number;
  /** Paper speed, mm/s. */
  readonly speed: number;
  /** Gain, mm/mV. */
  readonly gain: number;
}

/** Paper speeds in mm/s on which an ECG is printed. */
export const paperSpeeds = [12.5, 25, 50] as const;
/** Zoom goes in until so many seconds fill the screen. */
const fewestSeconds = 2;
/** Paper speeds in mm/s through which zoom moves, from 0.09 mm an hour on: 1, 2.5, 5 and their like, with 12.5 for 10. */
const zoomSpeeds = Array.from({ length: 8 }, (_, power) =>
  [2.5, 5, 10].map((step) => (step === 10 && power === 6 ? 12.5 : step * 10 ** (power - 6))),
)
  .flat()
  .concat(25, 50, 100, 200)
  .filter((speed, index, all) => all.indexOf(speed) === index)
  .sort((a, b) => a - b);
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

/** Slowest and fastest paper that make sense: the whole recording on screen, and two seconds. The standard speeds always do. */
export interface SpeedLimits {
  readonly slowest: number;
  readonly fastest: number;
}

/**
 * @param seconds length of the recording
 * @param width of the trace on screen, CSS pixels
 */
export function speedLimits(seconds: number, width: number, pixelsPerMillimetre: number): SpeedLimits {
  const millimetres = Math.max(1, width) / pixelsPerMillimetre;
  return {
    slowest: Math.min(paperSpeeds[0], millimetres / Math.max(seconds, fewestSeconds)),
    fastest: Math.max(paperSpeeds[2], millimetres / fewestSeconds),
  };
}

/** The next speed of the zoom; its ends are the limits themselves. */
export function stepSpeed(speed: number, direction: 1 | -1, { slowest, fastest }: SpeedLimits): number {
  // Speeds a hair apart would be a step that nobody sees.
  const between = zoomSpeeds.filter((known) => known > slowest * 1.05 && known < fastest * 0.95);
  const apart = direction === 1 ? speed * 1.001 : speed * 0.999;
  return step([slowest, ...between, fastest], apart, direction);
}

/** A speed in the unit that gives it a readable number: mm a second, a minute or an hour. */
export function readableSpeed(speed: number): { value: number; unit: 'mm/s' | 'mm/min' | 'mm/h' } {
  const [value, unit] =
    speed >= 0.1
      ? ([speed, 'mm/s'] as const)
      : speed >= 0.1 / 60
        ? ([speed * 60, 'mm/min'] as const)
        : ([speed * 3600, 'mm/h'] as const);
  return { value: Number(value.toPrecision(3)), unit };
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
