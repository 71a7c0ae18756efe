import { CaliperError } from '../../contract/errors.ts';
import type { SegmentSpecification, SignalSpecification, WfdbHeader } from './header.ts';
import { headerLimits } from './header.ts';
import { parseRecordLine } from './parse-record-line.ts';
import { parseSignalLine } from './parse-signal-line.ts';
import { decodeLatin1, excerpt, isPlainName } from './text.ts';

/**
 * Parses a .hea file, header(5).
 *
 * @param bytes the whole file
 * @param fileName as shown in messages, e.g. "100.hea"
 * @throws CaliperError `damaged-file` or `too-large` naming the line
 */
export function parseHeader(bytes: Uint8Array, fileName: string): WfdbHeader {
  if (bytes.length > headerLimits.bytes) {
    throw new CaliperError('too-large', `${fileName} has ${bytes.length} bytes, more than a header can have (8 MiB).`);
  }
  const comments: string[] = [];
  const lines: { text: string; where: string }[] = [];
  decodeLatin1(bytes)
    .split(/\r\n|\n|\r/)
    .forEach((raw, index) => {
      const text = raw.trim();
      if (text.startsWith('#')) comments.push(text.slice(1).trim());
      else if (text !== '') lines.push({ text, where: `${fileName}, line ${index + 1}` });
    });
  for (const line of lines) {
    if (line.text.length > headerLimits.lineLength || line.text.includes('\0')) {
      throw new CaliperError(
        'damaged-file',
        `${line.where}: this is not a line of a WFDB header; the file is damaged.`,
      );
    }
  }
  const first = lines.shift();
  if (!first) throw new CaliperError('damaged-file', `${fileName} is empty: a WFDB header starts with a record line.`);

  const warnings: string[] = [];
  const { segmentCount, ...record } = parseRecordLine(first.text, first.where, warnings);
  const expected = segmentCount ?? record.signalCount;
  const what = segmentCount === null ? 'signal' : 'segment';
  if (lines.length < expected) {
    throw new CaliperError(
      'damaged-file',
      `${fileName} announces ${expected} ${what}s and describes ${lines.length}: the header is incomplete.`,
    );
  }
  if (lines.length > expected) {
    warnings.push(`${fileName} has ${lines.length - expected} more lines than the ${expected} ${what}s it announces.`);
  }
  const described = lines.slice(0, expected);
  const segments = segmentCount === null ? null : described.map((line) => parseSegmentLine(line.text, line.where));
  const signals: SignalSpecification[] =
    segmentCount === null ? described.map((line) => parseSignalLine(line.text, line.where, warnings)) : [];
  return { ...record, signals, segments, comments, warnings };
}

function parseSegmentLine(text: string, where: string): SegmentSpecification {
  const [name = '', length = ''] = text.split(/\s+/);
  const frames = Number(length);
  if (!/^\d{1,10}$/.test(length) || frames > headerLimits.frames) {
    throw new CaliperError('damaged-file', `${where}: "${excerpt(length)}" is not the length of a segment.`);
  }
  if (name !== '~' && !isPlainName(name)) {
    throw new CaliperError('damaged-file', `${where}: "${excerpt(name)}" is not the name of a segment in this folder.`);
  }
  return { name, frames };
}
