import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { WfdbHeader } from '../../../app/formats/wfdb/header.ts';
import { parseHeader } from '../../../app/formats/wfdb/parse-header.ts';
import { writeHeader } from '../../../app/formats/wfdb/write-header.ts';
import { refusal } from './refusal.ts';

function parse(text: string): WfdbHeader {
  return parseHeader(new Uint8Array(Buffer.from(text, 'latin1')), 'x.hea');
}

test('a header line by line as MIT-BIH writes it', () => {
  const header = parse(
    '100 1 360 650000\n100.dat 212 200 11 1024 995 -22131 0 MLII\n# 69 M 1085 1629 x1\n# Aldomet, Inderal\n',
  );
  expect(header).toEqual({
    name: '100',
    signalCount: 1,
    segments: null,
    rate: 360,
    counterRate: 360,
    baseCounter: 0,
    frames: 650000,
    baseTime: null,
    baseDate: null,
    comments: ['69 M 1085 1629 x1', 'Aldomet, Inderal'],
    warnings: [],
    signals: [
      {
        file: '100.dat',
        format: 212,
        samplesPerFrame: 1,
        skew: 0,
        byteOffset: 0,
        gain: 200,
        calibrated: true,
        baseline: 1024,
        unit: 'mV',
        resolution: 11,
        zero: 1024,
        initialValue: 995,
        checksum: -22131,
        blockSize: 0,
        description: 'MLII',
      },
    ],
  });
});

test('every optional field of the record line', () => {
  const header = parse('x 0 125.5/250(-17.5) 1000 10:20:30.5 01/02/2003');
  expect(header).toMatchObject({ rate: 125.5, counterRate: 250, baseCounter: -17.5, frames: 1000 });
  expect(header).toMatchObject({ baseTime: '10:20:30.5', baseDate: '01/02/2003' });
});

test('what a record line leaves out has the defaults of header(5)', () => {
  expect(parse('x 0')).toMatchObject({ rate: 250, counterRate: 250, baseCounter: 0, frames: null, baseTime: null });
});

test('every optional field of a signal line', () => {
  const [signal] = parse('x 1\nx.dat 212x4:3+512 -200.5(-12)/uV 12 3 7 -8 9 two words').signals;
  expect(signal).toEqual({
    file: 'x.dat',
    format: 212,
    samplesPerFrame: 4,
    skew: 3,
    byteOffset: 512,
    gain: -200.5,
    calibrated: true,
    baseline: -12,
    unit: 'uV',
    resolution: 12,
    zero: 3,
    initialValue: 7,
    checksum: -8,
    blockSize: 9,
    description: 'two words',
  });
});

test('what a signal line leaves out has the defaults of header(5)', () => {
  const [signal] = parse('x 1\nx.dat 16').signals;
  expect(signal).toMatchObject({
    gain: 200,
    calibrated: false,
    baseline: 0,
    unit: 'mV',
    resolution: 12,
    checksum: null,
  });
});

test('the baseline is the ADC zero where it is not given, and the initial value too', () => {
  expect(parse('x 1\nx.dat 16 100 12 55').signals[0]).toMatchObject({ baseline: 55, zero: 55, initialValue: 55 });
});

test('differences have 10 bits where no resolution is given', () => {
  expect(parse('x 1\nx.dat 8').signals[0]).toMatchObject({ resolution: 10 });
});

test('Windows line ends, blank lines and comments before the record line are read', () => {
  const header = parse('# first\r\n\r\nx 1 100 5\r\n\r\nx.dat 16\r\n#second\r\n');
  expect([header.comments, header.signals.length]).toEqual([['first', 'second'], 1]);
});

test('a date that is none is kept with a warning', () => {
  const header = parse('x 0 100 5 10:20:30 2003-02-01');
  expect(header.baseDate).toBe('2003-02-01');
  expect(header.warnings).toEqual(['x.hea, line 1: "2003-02-01" is not a date (DD/MM/YYYY); it is kept as text.']);
});

test('a frequency of 0 is 250 Hz with a warning', () => {
  const header = parse('x 0 0 5');
  expect([header.rate, header.warnings.length]).toEqual([250, 1]);
});

test('lines beyond the announced signals are named in a warning', () => {
  expect(parse('x 1\nx.dat 16\ny.dat 16').warnings).toEqual([
    'x.hea has 1 more lines than the 1 signals it announces.',
  ]);
});

test('segments of a multi-segment record', () => {
  expect(parse('x/3 2 360 30\na 10\n~ 5\nb 15').segments).toEqual([
    { name: 'a', frames: 10 },
    { name: '~', frames: 5 },
    { name: 'b', frames: 15 },
  ]);
});

test.each([
  ['', 'is empty'],
  ['# only a comment', 'is empty'],
  ['x', 'is not the record line'],
  ['x -1 360', 'is not the record line'],
  ['x two 360', 'is not the record line'],
  ['../x 1', 'is not the record line'],
  ['x 1 -360', 'is not a sampling frequency'],
  ['x 1 1e99', 'is not a sampling frequency'],
  ['x 1 360 -5', 'is not a number of samples'],
  ['x 2 360 5\nx.dat 16', 'announces 2 signals and describes 1'],
  ['x 1\nx.dat', 'is not a signal line'],
  ['x 1\nx.dat sixteen', 'is not a signal format'],
  ['x 1\nx.dat 16x0', 'impossible samples per frame'],
  ['x 1\nx.dat 16:-4', 'impossible samples per frame or skew'],
  ['x 1\nx.dat 16 fast', 'is not a gain'],
  ['x 1\nx.dat 16 1e999', 'is not a gain'],
  ['x 1\nx.dat 16 200 twelve', 'is not an ADC resolution'],
  ['x 1\n../x.dat 16', 'does not lie beside the header'],
  ['x 1\n/etc/passwd 16', 'does not lie beside the header'],
  ['x 1\n.. 16', 'does not lie beside the header'],
  ['x 1\nC:\\x.dat 16', 'does not lie beside the header'],
  ['x/1 1\n../a 10', 'is not the name of a segment'],
  ['x/1 1\na -10', 'is not the length of a segment'],
  ['x/0 1', 'has no segment'],
  [`x 1\nx.dat 16 200 ${'9'.repeat(5000)}`, 'is not a line of a WFDB header'],
])('the header %j is refused: %s', (text, sentence) => {
  expect(() => parse(text)).toThrow(refusal('damaged-file', sentence));
});

test.each([
  ['x 1000000000 360', 'announces 1000000000 signals'],
  ['x/999999999 2', 'announces 999999999 segments'],
  ['x 1 360 999999999999', 'announces 999999999999 samples'],
  ['x 1\nx.dat 16x999999999', 'more samples a frame'],
  ['x 1\nx.dat 16:999999999', 'more samples a frame or skew'],
])('the header %j asks for too much', (text, sentence) => {
  expect(() => parse(text)).toThrow(refusal('too-large', sentence));
});

test('a file of 9 MiB is no header', () => {
  expect(() => parseHeader(new Uint8Array(9 * 1024 * 1024), 'x.hea')).toThrow(refusal('too-large'));
});

const word = fc.stringMatching(/^[A-Za-z0-9_]{1,8}$/);
const smallInteger = fc.integer({ min: -30000, max: 30000 });
const signal = fc.record({
  file: word.map((name) => `${name}.dat`),
  format: fc.constantFrom(8, 16, 24, 32, 61, 80, 160, 212, 310, 311),
  samplesPerFrame: fc.integer({ min: 1, max: 99 }),
  skew: fc.integer({ min: 0, max: 99 }),
  byteOffset: fc.integer({ min: 0, max: 9999 }),
  gain: fc.constantFrom(200, -1.5, 0.001, 12345.678),
  calibrated: fc.constant(true),
  baseline: smallInteger,
  unit: fc.constantFrom('mV', 'uV', 'mmHg'),
  resolution: fc.integer({ min: 1, max: 32 }),
  zero: smallInteger,
  initialValue: smallInteger,
  checksum: smallInteger,
  blockSize: fc.integer({ min: 0, max: 999 }),
  description: fc.constantFrom('', 'MLII', 'two words'),
});

test('a written header reads back as it was', () => {
  fc.assert(
    fc.property(
      fc.array(signal, { maxLength: 4 }),
      fc.constantFrom(250, 360, 128.5),
      fc.option(fc.integer({ min: 1, max: 1e9 })),
      (signals, rate, frames) => {
        const header: WfdbHeader = {
          name: 'x',
          signalCount: signals.length,
          signals,
          segments: null,
          rate,
          counterRate: rate,
          baseCounter: 0,
          frames,
          baseTime: frames === null ? null : '10:20:30',
          baseDate: frames === null ? null : '01/02/2003',
          comments: ['<age>: 60'],
          warnings: [],
        };
        expect({ ...parseHeader(writeHeader(header), 'x.hea'), warnings: [] }).toEqual(header);
      },
    ),
  );
});
