import { describe, expect, test } from 'vitest';

import { mostPlaces, placeIn, withPlace } from '../../../renderer/review/kept-place.ts';

const place = { start: 1200, speed: 25, gain: 10, focus: 1300 };

describe('the place that is kept of a recording', () => {
  test('is there again, and belongs to that recording', () => {
    const text = withPlace(null, 'east', place);
    expect([placeIn(text, 'east'), placeIn(text, 'west')]).toEqual([place, null]);
  });

  test('gives way to where the reader was last', () => {
    const text = withPlace(withPlace(null, 'east', place), 'east', { ...place, focus: null });
    expect(placeIn(text, 'east')?.focus).toBeNull();
  });

  test('is forgotten when many others were opened since', () => {
    const others = Array.from({ length: mostPlaces }, (_, index) => `other-${index}`);
    const text = others.reduce((kept, id) => withPlace(kept, id, place), withPlace(null, 'east', place));
    expect([placeIn(text, 'east'), placeIn(text, 'other-0')]).toEqual([null, place]);
  });

  test.each(['', '{', '{}', '[["east",{}]]', '[["east",{"start":0,"speed":0,"gain":10,"focus":null}]]', '[1]'])(
    'is none where the text says %s',
    (text) => {
      expect(placeIn(text, 'east')).toBeNull();
    },
  );
});
