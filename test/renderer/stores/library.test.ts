import { describe, expect, test } from 'vitest';

import { isUnder, matches } from '../../../renderer/stores/library.ts';
import { sampleRecordings } from '../../support/sample/recordings.ts';

const rows = sampleRecordings().map((recording) => recording.row);
const paced = rows.find((row) => row.id === 'sample-07')!;

describe('which recordings the library shows', () => {
  test('a recording that needs attention is under Attention and under its own state', () => {
    expect(isUnder('attention', paced)).toBe(true);
    expect(isUnder('new', paced)).toBe(true);
    expect(isUnder('signed-off', paced)).toBe(false);
  });

  test('every typed word must occur, in any case and any order', () => {
    expect(matches(paced, 'PACED sample-07')).toBe(true);
    expect(matches(paced, 'paced nobody')).toBe(false);
    expect(matches(paced, '')).toBe(true);
  });

  test('leads and header comments are searched too', () => {
    expect(matches(paced, 'mlii')).toBe(true);
    expect(matches(paced, 'invented')).toBe(true);
  });
});
