import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CaliperError } from '../../app/contract/errors.ts';
import { decodeFrame, encodeFrame, maximumFrameBytes } from '../../app/rpc/frame.ts';
import type { Message } from '../../app/rpc/port.ts';

const typedArray = fc.oneof(
  fc.int8Array(),
  fc.uint8Array(),
  fc.int16Array(),
  fc.uint16Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.float32Array(),
  fc.float64Array(),
);
const { payload } = fc.letrec((tie) => ({
  payload: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    typedArray,
    fc.array(tie('payload'), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('payload'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
}));

describe('a frame', () => {
  it('gives back every message that was written', () => {
    fc.assert(
      fc.property(payload, (value) => {
        const message: Message = { kind: 'event', name: 'x', payload: value };
        expect(decodeFrame(encodeFrame(message))).toEqual(message);
      }),
    );
  });

  it('refuses damaged bytes with a typed error and nothing else', () => {
    const frame = encodeFrame({ kind: 'event', name: 'x', payload: { samples: new Int32Array([1, 2, 3]) } });
    fc.assert(
      fc.property(fc.nat(frame.length - 1), fc.nat(255), fc.nat(frame.length), (at, byte, length) => {
        const damaged = frame.slice(0, length);
        if (at < damaged.length) damaged[at] = byte;
        try {
          decodeFrame(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(CaliperError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('never reaches a prototype through the path of a block', () => {
    const header = new TextEncoder().encode(
      JSON.stringify({
        message: { kind: 'event' },
        blocks: [{ path: ['__proto__', 'polluted'], type: 'Uint8Array', offset: 0, length: 0 }],
      }),
    );
    const frame = new Uint8Array(4 + header.length + 8);
    new DataView(frame.buffer).setUint32(0, header.length, true);
    frame.set(header, 4);
    expect(() => decodeFrame(frame)).toThrow(CaliperError);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('refuses blocks that lie over each other', () => {
    const block = { type: 'Uint8Array', offset: 0, length: 8 };
    const blocks = [
      { ...block, path: ['a'] },
      { ...block, path: ['b'] },
    ];
    const header = new TextEncoder().encode(JSON.stringify({ message: { kind: 'event', a: null, b: null }, blocks }));
    const frame = new Uint8Array(Math.ceil((4 + header.length) / 8) * 8 + 8);
    new DataView(frame.buffer).setUint32(0, header.length, true);
    frame.set(header, 4);
    expect(() => decodeFrame(frame)).toThrow('over each other');
  });

  it('is not written when the other end would refuse its size', () => {
    const payload = new Uint8Array(maximumFrameBytes);
    expect(() => encodeFrame({ kind: 'event', name: 'x', payload })).toThrow('too large');
  });

  it('refuses a block that reaches past the end', () => {
    const frame = encodeFrame({ kind: 'event', name: 'x', payload: new Float64Array(4) });
    expect(() => decodeFrame(frame.slice(0, frame.length - 8))).toThrow('past its end');
  });
});
