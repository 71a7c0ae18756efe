import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeMembership, encodeMembership } from '../../app/dataset/seed-membership.ts';

const shipped = readFileSync(join(import.meta.dirname, '../../resources/dataset/seed-test-rows.bin'));

describe('the list of test rows', () => {
  it('comes back as it was encoded', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(999), { maxLength: 200 }), (test) => {
        const list = { rows: 1000, test: Int32Array.from(test) };
        expect(decodeMembership(encodeMembership(list))).toEqual(list);
      }),
    );
  });

  it('ships with the rows of the published test file', () => {
    const { rows, test } = decodeMembership(shipped);
    expect([rows, test.length]).toEqual([109_446, 21_892]);
    expect(shipped.length).toBeLessThan(60_000);
  });

  it('is refused when it is cut, of another version or names a row twice', () => {
    const bytes = encodeMembership({ rows: 4, test: Int32Array.of(1, 2) });
    const changed = (at: number, value: number) => bytes.with(at, value);
    expect(() => decodeMembership(bytes.subarray(0, 10))).toThrow('no header');
    expect(() => decodeMembership(bytes.subarray(0, 16))).toThrow('wrong length');
    expect(() => decodeMembership(changed(0, 0))).toThrow('no header');
    expect(() => decodeMembership(changed(4, 2))).toThrow('version 2');
    expect(() => decodeMembership(changed(8, 0))).toThrow('impossible counts');
    expect(() => decodeMembership(changed(16, 0b0101))).toThrow('entry 1');
  });
});
