import { invalidSample } from '../waveform/trace-slice.ts';

/** Paper of a report, always standard: millimetres a second and a millivolt. */
export const stripSpeed = 25;
export const stripGain = 10;
/** Width of a strip on the page and of its calibration pulse with its room, in millimetres. */
export const stripWidth = 186;
export const pulseRoom = 11;
/** Height of the row of labels above the paper, in millimetres. */
export const labelRow = 5;
/** The least and the most that a lead takes, in millimetres. */
const leastHeight = 20;
const mostHeight = 60;

/** Seconds that one row of paper holds beside its calibration pulse. */
export const rowSeconds = (stripWidth - pulseRoom) / stripSpeed;

/** One row of a strip: seconds from the start of the strip. */
export interface StripRow {
  readonly from: number;
  readonly until: number;
}

/** Cuts a strip into rows of the page's width, the last one shorter. */
export function stripRows(seconds: number): StripRow[] {
  const rows: StripRow[] = [];
  for (let from = 0; from < seconds - 1e-6; from += rowSeconds)
    rows.push({ from, until: Math.min(seconds, from + rowSeconds) });
  return rows;
}

/** ADC values of a lead and how they stand on paper: ADC units a millivolt, and the value at 0 mV. */
export interface StripSignal {
  readonly samples: Int32Array;
  readonly gain: number;
  readonly baseline: number;
  /** Samples a second. */
  readonly rate: number;
}

/** Where a lead lies in its band, in millimetres: the height of the band, and the line of 0 mV from its top. */
export interface LeadBand {
  readonly height: number;
  readonly zero: number;
}

/** A band that holds the signal with 3 mm above and below, in steps of the 5 mm grid; signal beyond it is cut off. */
export function leadBand({ samples, gain, baseline }: StripSignal): LeadBand {
  let lowest = 0;
  let highest = 0;
  for (const value of samples) {
    if (value === invalidSample) continue;
    const millimetres = ((value - baseline) / gain) * stripGain;
    lowest = Math.min(lowest, millimetres);
    highest = Math.max(highest, millimetres);
  }
  const above = Math.min(mostHeight - 10, Math.ceil((highest + 3) / 5) * 5);
  const below = Math.min(mostHeight - above, Math.ceil((3 - lowest) / 5) * 5);
  const height = Math.max(leastHeight, above + below);
  return { height, zero: Math.max(above, height - below) };
}

/**
 * The trace of a row as an SVG path in millimetres, its start at `left`, 0 mV at `zero`; broken where samples are missing.
 *
 * @param row seconds from the first sample
 */
export function stripPath(signal: StripSignal, row: StripRow, left: number, zero: number): string {
  const { samples, gain, baseline, rate } = signal;
  const first = Math.max(0, Math.floor(row.from * rate));
  const last = Math.min(samples.length - 1, Math.ceil(row.until * rate));
  let path = '';
  let down = false;
  for (let index = first; index <= last; index++) {
    const value = samples[index]!;
    if (value === invalidSample) {
      down = false;
      continue;
    }
    const x = left + (index / rate - row.from) * stripSpeed;
    const y = zero - ((value - baseline) / gain) * stripGain;
    path += `${down ? 'L' : 'M'}${x.toFixed(2)} ${y.toFixed(2)}`;
    down = true;
  }
  return path;
}
