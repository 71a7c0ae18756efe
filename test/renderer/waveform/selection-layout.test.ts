import { describe, expect, test } from 'vitest';

import { selectionColumns } from '../../../renderer/waveform/selection-layout.ts';
import { columnsOf } from './columns.ts';

const beats = columnsOf([100, 500, 900].map((sample) => ({ sample, label: 0 })));
const identity = (frame: number) => frame;

describe('the selection on the paper', () => {
  test('a column reaches from 250 ms before the beat to 450 ms after it', () => {
    expect(selectionColumns(beats, 100, identity, (index) => index === 1)).toEqual([{ left: 475, right: 545 }]);
  });

  test('neighbouring beats make one column', () => {
    expect(selectionColumns(beats, 100, identity, (index) => index < 2)).toEqual([{ left: 75, right: 545 }]);
  });

  test('a beat between two selected ones that is not selected parts them', () => {
    expect(selectionColumns(beats, 100, identity, (index) => index !== 1)).toHaveLength(2);
  });
});
