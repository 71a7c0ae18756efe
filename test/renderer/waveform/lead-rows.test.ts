import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { leadRows, rowsHeight } from '../../../renderer/waveform/lead-rows.ts';

describe('rows of leads', () => {
  test('twelve leads get 60 mm each and are scrolled', () => {
    expect(rowsHeight(leadRows(12, 600, 4))).toBe(12 * 240);
  });

  test('two leads in a low window share what there is', () => {
    expect(leadRows(2, 400, 4).map((row) => row.height)).toEqual([200, 200]);
  });

  test('two leads in a high window stay together in the middle', () => {
    const [first, second] = leadRows(2, 1000, 4);
    expect([first?.top, second?.top]).toEqual([200, 500]);
  });

  test('every baseline lies on a 5 mm line, inside of its row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 15 }),
        fc.integer({ min: 200, max: 2000 }),
        fc.constantFrom(3, 3.8, 4, 5.2),
        (leads, height, scale) => {
          for (const row of leadRows(leads, height, scale)) {
            const lines = row.baseline / (5 * scale);
            expect(Math.abs(lines - Math.round(lines))).toBeLessThan(1e-9);
            expect(row.baseline).toBeGreaterThan(row.top);
            expect(row.baseline).toBeLessThan(row.top + row.height);
          }
        },
      ),
    );
  });
});
