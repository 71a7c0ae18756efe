import { expect, test } from 'vitest';

import { invalidSample } from '../../app/signal/recording.ts';
import { toPhysical } from '../../app/signal/units.ts';

test('millivolts are ADC units less the baseline, by the gain; a gap is no number', () => {
  const lead = { gain: 200, baseline: 1024 };
  expect([...toPhysical(Int32Array.of(1024, 1224, 924, invalidSample), lead)]).toEqual([0, 1, -0.5, Number.NaN]);
});
