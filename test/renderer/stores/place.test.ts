import { expect, test } from 'vitest';

import { formatPlace, parsePlace } from '../../../renderer/stores/place.ts';

test('an address leads back to the place that wrote it', () => {
  for (const place of [
    { name: 'library' },
    { name: 'review', recordingId: null },
    { name: 'review', recordingId: 'sample-01' },
    { name: 'results', recordingId: null },
    { name: 'results', recordingId: 'sample-01' },
    { name: 'model', modelId: 'seed' },
    { name: 'settings' },
  ] as const) {
    expect(parsePlace(formatPlace(place))).toEqual(place);
  }
});

test('an address that nobody wrote is the library, and a strange id is none', () => {
  expect(parsePlace('#/nowhere')).toEqual({ name: 'library' });
  expect(parsePlace('')).toEqual({ name: 'library' });
  expect(parsePlace('#/review/<script>')).toEqual({ name: 'review', recordingId: null });
});
