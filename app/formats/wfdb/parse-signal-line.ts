import { CaliperError } from '../../contract/errors.ts';
import { defaultGain, headerLimits } from './header.ts';
import type { SignalSpecification } from './header.ts';
import { excerpt, isPlainName } from './text.ts';

const formatPattern = /^(\d{1,4})(?:x(\d{1,9}))?(?::(-?\d{1,9}))?(?:\+(\d{1,15}))?$/;
const gainPattern = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:\(([+-]?\d{1,12})\))?(?:\/(\S+))?$/;
/** Formats whose samples are differences: 10 bits are assumed for them, 12 for the others. */
const differenceFormat = 8;

/**
 * Parses `file format[xN][:skew][+offset] gain[(baseline)][/unit] resolution zero initial checksum blockSize description`.
 *
 * @throws CaliperError `damaged-file`, `too-large`
 */
export function parseSignalLine(text: string, where: string, warnings: string[]): SignalSpecification {
  const match =
    /^(\S+)\s+(\S+)(?:\s+(\S+))?(?:\s+(\S+))?(?:\s+(\S+))?(?:\s+(\S+))?(?:\s+(\S+))?(?:\s+(\S+))?(?:\s+(.*))?$/.exec(
      text,
    );
  if (!match) {
    throw new CaliperError('damaged-file', `${where}: "${excerpt(text)}" is not a signal line of a WFDB header.`);
  }
  const [, file = '', formatToken = '', gainToken, resolution, zero, initial, checksum, blockSize, description] = match;
  if (file !== '~' && !isPlainName(file)) {
    throw new CaliperError(
      'damaged-file',
      `${where}: the signal file "${excerpt(file)}" does not lie beside the header; only files of the same folder are read.`,
    );
  }
  const format = parseFormat(formatToken, where);
  const gain = parseGain(gainToken, where, warnings);
  const zeroValue = integer(zero, 0, 'an ADC zero', where);
  return {
    file,
    ...format,
    ...gain,
    baseline: gain.baseline ?? zeroValue,
    resolution: integer(resolution, format.format === differenceFormat ? 10 : 12, 'an ADC resolution', where),
    zero: zeroValue,
    initialValue: integer(initial, zeroValue, 'an initial value', where),
    checksum: checksum === undefined ? null : (integer(checksum, 0, 'a checksum', where) << 16) >> 16,
    blockSize: integer(blockSize, 0, 'a block size', where),
    description: description ?? '',
  };
}

function parseFormat(token: string, where: string) {
  const match = formatPattern.exec(token);
  if (!match) throw new CaliperError('damaged-file', `${where}: "${excerpt(token)}" is not a signal format.`);
  const samplesPerFrame = match[2] === undefined ? 1 : Number(match[2]);
  const skew = match[3] === undefined ? 0 : Number(match[3]);
  if (samplesPerFrame < 1 || skew < 0) {
    throw new CaliperError(
      'damaged-file',
      `${where}: "${excerpt(token)}" has an impossible samples per frame or skew.`,
    );
  }
  if (samplesPerFrame > headerLimits.samplesPerFrame || skew > headerLimits.skew) {
    throw new CaliperError(
      'too-large',
      `${where}: "${excerpt(token)}" asks for more samples a frame or skew than is read.`,
    );
  }
  return { format: Number(match[1]), samplesPerFrame, skew, byteOffset: Number(match[4] ?? 0) };
}

function parseGain(token: string | undefined, where: string, warnings: string[]) {
  if (token === undefined) return { gain: defaultGain, calibrated: false, baseline: null, unit: 'mV' };
  const match = gainPattern.exec(token);
  if (
    !match ||
    !(Number(match[1]) === 0 || (Math.abs(Number(match[1])) > 1e-12 && Math.abs(Number(match[1])) < 1e12))
  ) {
    throw new CaliperError('damaged-file', `${where}: "${excerpt(token)}" is not a gain.`);
  }
  const gain = Number(match[1]);
  if (gain < 0) warnings.push(`${where}: the gain is negative: the lead is stored upside down.`);
  const baseline = match[2] === undefined ? null : integer(match[2], 0, 'a baseline', where);
  return { gain: gain === 0 ? defaultGain : gain, calibrated: gain !== 0, baseline, unit: match[3] ?? 'mV' };
}

function integer(token: string | undefined, fallback: number, what: string, where: string): number {
  if (token === undefined) return fallback;
  const value = Number(token);
  if (!/^[+-]?\d{1,12}$/.test(token) || Math.abs(value) > 2 ** 32) {
    throw new CaliperError('damaged-file', `${where}: "${excerpt(token)}" is not ${what}.`);
  }
  return value;
}
