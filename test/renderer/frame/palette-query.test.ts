import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { hasWords, segments, typedPlace } from '../../../renderer/frame/palette-query.ts';

describe('a place that is typed', () => {
  test.each([
    ['beat 2336', { kind: 'beat', number: 2336 }],
    ['Beat 2,336', { kind: 'beat', number: 2336 }],
    ['Schlag 2.336', { kind: 'beat', number: 2336 }],
    ['2336', { kind: 'beat', number: 2336 }],
    ['#12', { kind: 'beat', number: 12 }],
    ['00:23:32', { kind: 'time', seconds: 1412 }],
    ['23:32', { kind: 'time', seconds: 1412 }],
    ['335:59:59.5', { kind: 'time', seconds: 335 * 3600 + 3599.5 }],
    ['90:00', { kind: 'time', seconds: 5400 }],
  ])('%s is found', (words, place) => {
    expect(typedPlace(words, 'Schlag')).toEqual(place);
  });

  test.each(['', 'beat', 'beat 0', 'beats 12', '1:75', '01:75:00', '12 months', 'sample-04', '9999999999'])(
    '%j is none',
    (words) => {
      expect(typedPlace(words, 'Schlag')).toBeNull();
    },
  );
});

describe('what was typed is marked', () => {
  test('each word where it occurs, in any case', () => {
    expect(segments('Ventricular couplets 379', 'COUP vent')).toEqual([
      { text: 'Vent', hit: true },
      { text: 'ricular ', hit: false },
      { text: 'coup', hit: true },
      { text: 'lets 379', hit: false },
    ]);
  });

  test('and nothing of the text is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, words) => {
        expect(
          segments(text, words)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

test('all typed words must occur', () => {
  expect([hasWords('Go to Model', 'model go'), hasWords('Go to Model', 'model review'), hasWords('x', '  ')]).toEqual([
    true,
    false,
    true,
  ]);
});
