import type { SignalSpecification, WfdbHeader } from './header.ts';
import { encodeLatin1 } from './text.ts';

/**
 * Writes a .hea file, header(5). {@link parseHeader} reads the same header back; fields that were left to a default are
 * written out. A signal without a checksum cannot have a description: the fields stand in a row.
 */
export function writeHeader(header: WfdbHeader): Uint8Array {
  const name = header.segments ? `${header.name}/${header.segments.length}` : header.name;
  const counter =
    header.counterRate === header.rate && header.baseCounter === 0
      ? ''
      : `/${header.counterRate}${header.baseCounter === 0 ? '' : `(${header.baseCounter})`}`;
  const fields = [name, header.signalCount, `${header.rate}${counter}`];
  if (header.frames !== null || header.baseTime !== null) fields.push(header.frames ?? 0);
  if (header.baseTime !== null) fields.push(header.baseTime);
  if (header.baseTime !== null && header.baseDate !== null) fields.push(header.baseDate);
  const lines = [fields.join(' ')];
  for (const segment of header.segments ?? []) lines.push(`${segment.name} ${segment.frames}`);
  for (const signal of header.signals) lines.push(signalLine(signal));
  for (const comment of header.comments) lines.push(`# ${comment}`);
  return encodeLatin1(lines.map((line) => `${line}\n`).join(''));
}

function signalLine(signal: SignalSpecification): string {
  const perFrame = signal.samplesPerFrame === 1 ? '' : `x${signal.samplesPerFrame}`;
  const skew = signal.skew === 0 ? '' : `:${signal.skew}`;
  const offset = signal.byteOffset === 0 ? '' : `+${signal.byteOffset}`;
  const baseline = signal.baseline === signal.zero ? '' : `(${signal.baseline})`;
  const unit = signal.unit === 'mV' && baseline === '' ? '' : `/${signal.unit}`;
  const fields = [
    signal.file,
    `${signal.format}${perFrame}${skew}${offset}`,
    `${signal.calibrated ? signal.gain : 0}${baseline}${unit}`,
    signal.resolution,
    signal.zero,
    signal.initialValue,
  ];
  if (signal.checksum !== null) fields.push(signal.checksum, signal.blockSize, signal.description);
  return fields.join(' ').trimEnd();
}
