import { CaliperError } from '../../contract/errors.ts';
import { defaultRate, headerLimits } from './header.ts';
import { excerpt } from './text.ts';

/** What the first line of a header says. */
export interface RecordLine {
  readonly name: string;
  readonly segmentCount: number | null;
  readonly signalCount: number;
  readonly rate: number;
  readonly counterRate: number;
  readonly baseCounter: number;
  readonly frames: number | null;
  readonly baseTime: string | null;
  readonly baseDate: string | null;
}

const decimal = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const ratePattern = new RegExp(`^(${decimal})(?:/(${decimal})(?:\\((${decimal})\\))?)?$`);
const timePattern = /^\d{1,2}:\d{1,2}(:\d{1,2}(\.\d*)?)?$/;
const datePattern = /^\d{1,2}\/\d{1,2}\/\d{1,4}$/;

/**
 * Parses `name[/segments] signals [rate[/counterRate[(baseCounter)]] [frames [time [date]]]]`.
 *
 * @throws CaliperError `damaged-file`, `too-large`
 */
export function parseRecordLine(text: string, where: string, warnings: string[]): RecordLine {
  const tokens = text.split(/\s+/);
  const nameMatch = /^([^/\\]{1,200})(?:\/(\d{1,9}))?$/.exec(tokens[0]!);
  if (!nameMatch || !/^\d{1,12}$/.test(tokens[1] ?? '')) {
    throw new CaliperError('damaged-file', `${where}: "${excerpt(text)}" is not the record line of a WFDB header.`);
  }
  const segmentCount = nameMatch[2] === undefined ? null : Number(nameMatch[2]);
  const signalCount = Number(tokens[1]);
  limit(signalCount, headerLimits.signals, 'signals', where);
  if (segmentCount !== null) limit(segmentCount, headerLimits.segments, 'segments', where);
  if (segmentCount === 0) throw new CaliperError('damaged-file', `${where}: the record has no segment.`);

  const rest = tokens.slice(2);
  const rates = rest.length > 0 && !timePattern.test(rest[0]!) ? parseRates(rest.shift()!, where, warnings) : noRates;
  let frames: number | null = null;
  if (rest.length > 0 && !rest[0]!.includes(':')) {
    const token = rest.shift()!;
    if (!/^\d{1,15}$/.test(token)) {
      throw new CaliperError('damaged-file', `${where}: "${excerpt(token)}" is not a number of samples.`);
    }
    limit(Number(token), headerLimits.frames, 'samples a signal', where);
    frames = Number(token) || null;
  }
  const baseTime = rest.shift() ?? null;
  const baseDate = rest.shift() ?? null;
  if (baseTime !== null && !timePattern.test(baseTime)) {
    warnings.push(`${where}: "${excerpt(baseTime)}" is not a time of day (HH:MM:SS); it is kept as text.`);
  }
  if (baseDate !== null && !datePattern.test(baseDate)) {
    warnings.push(`${where}: "${excerpt(baseDate)}" is not a date (DD/MM/YYYY); it is kept as text.`);
  }
  return { name: nameMatch[1]!, segmentCount, signalCount, ...rates, frames, baseTime, baseDate };
}

const noRates = { rate: defaultRate, counterRate: defaultRate, baseCounter: 0 };

function parseRates(token: string, where: string, warnings: string[]) {
  const match = ratePattern.exec(token);
  const given = Number(match?.[1]);
  if (!match || given < 0 || given > 1e7) {
    throw new CaliperError('damaged-file', `${where}: "${excerpt(token)}" is not a sampling frequency.`);
  }
  if (given === 0) warnings.push(`${where}: the sampling frequency is 0; ${defaultRate} Hz is assumed.`);
  const rate = given || defaultRate;
  return { rate, counterRate: Number(match[2] ?? 0) || rate, baseCounter: Number(match[3] ?? 0) };
}

function limit(value: number, most: number, what: string, where: string): void {
  if (value > most) {
    throw new CaliperError(
      'too-large',
      `${where}: the header announces ${value} ${what}; at most ${most} can be read.`,
    );
  }
}
