/** Where things stand on the strip that shows the whole recording; CSS pixels. */
export interface OverviewGeometry {
  readonly width: number;
  readonly gutter: number;
  readonly right: number;
  /** Length of the recording in frames. */
  readonly frames: number;
}

export const overviewHeight = 104;
/** Heights of the three lanes: heart rate 48, classes 22, time 18, with 8 px above and between. */
export const rateLane = { top: 8, height: 48 };
export const classLane = { top: 60, height: 22 };
export const timeLane = { top: 86, height: 18 };
/** The axis of the class lane: S and F rise from it, V hangs below. */
export const classAxis = classLane.top + 9;
/** A window of 11 s in 30 min would be thinner than a finger can hold. */
const narrowestMarker = 14;

export function overviewX(geometry: OverviewGeometry, frame: number): number {
  const across = Math.max(1, geometry.width - geometry.gutter - geometry.right);
  return geometry.gutter + (frame / Math.max(1, geometry.frames)) * across;
}

export function overviewFrame(geometry: OverviewGeometry, x: number): number {
  const across = Math.max(1, geometry.width - geometry.gutter - geometry.right);
  const share = (x - geometry.gutter) / across;
  return Math.min(1, Math.max(0, share)) * geometry.frames;
}

/** The marker of the window on screen: true to scale, but never too narrow to take hold of. */
export function windowMarker(geometry: OverviewGeometry, from: number, to: number): { left: number; width: number } {
  const left = overviewX(geometry, from);
  const width = overviewX(geometry, Math.min(to, geometry.frames)) - left;
  if (width >= narrowestMarker) return { left, width };
  return { left: left + width / 2 - narrowestMarker / 2, width: narrowestMarker };
}

/** Ends of the heart rate axis: multiples of 30 beats a minute around what occurs, 60 to 120 at least. */
export function rateAxis(heartRate: Float32Array): { lowest: number; highest: number; steps: number[] } {
  let lowest = 60;
  let highest = 120;
  for (const rate of heartRate) {
    if (!(rate > 0)) continue;
    lowest = Math.min(lowest, rate);
    highest = Math.max(highest, Math.min(rate, 300));
  }
  const spacing = highest - lowest > 120 ? 60 : 30;
  lowest = Math.floor(lowest / spacing) * spacing;
  highest = Math.ceil(highest / spacing) * spacing;
  const steps = Array.from({ length: (highest - lowest) / spacing + 1 }, (_, index) => lowest + index * spacing);
  return { lowest, highest, steps };
}
