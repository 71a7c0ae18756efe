import { describe, expect, test } from 'vitest';

import { parseScales, screenName } from '../../../renderer/review/screen-scales.ts';

describe('scales of screens', () => {
  test('a laptop at 200 % and the monitor beside it are two screens', () => {
    const laptop = screenName({ width: 1440, height: 900 }, 2);
    const monitor = screenName({ width: 1440, height: 900 }, 1);
    expect([laptop, monitor]).toEqual(['2880x1800', '1440x900']);
  });

  test('what was kept is read back', () => {
    expect(parseScales('{"2880x1800":8.9}')).toEqual({ '2880x1800': 8.9 });
  });

  test.each([[null], ['3.78'], ['{"a":'], ['{"2880x1800":"8"}'], ['{"2880x1800":0}']])(
    'of %j nothing is taken for a scale',
    (text) => {
      expect(parseScales(text)).toEqual({});
    },
  );
});
