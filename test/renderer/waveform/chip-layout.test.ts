import { describe, expect, test } from 'vitest';

import { layoutChips, layoutIntervals } from '../../../renderer/waveform/chip-layout.ts';
import { columnsOf } from './columns.ts';

const identity = (frame: number) => frame;
const none = () => false;

describe('labels above the paper', () => {
  test('a normal beat the model is sure of has no box', () => {
    const [chip] = layoutChips(columnsOf([{ sample: 50, label: 0, p: 0.95 }]), identity, none);
    expect(chip?.style).toBe('plain');
  });

  test('below p 0.80 the box is dashed', () => {
    const [chip] = layoutChips(columnsOf([{ sample: 50, label: 0, p: 0.79 }]), identity, none);
    expect(chip?.style).toBe('doubtful');
  });

  test('a label that a person gave is filled, without a probability', () => {
    const [chip] = layoutChips(columnsOf([{ sample: 50, label: 0, p: 0.3, source: 2 }]), identity, none);
    expect([chip?.style, chip?.probability]).toEqual(['filled', null]);
  });

  test('a beat that is not analysed gets neither box nor probability', () => {
    const [chip] = layoutChips(columnsOf([{ sample: 50, label: 255 }]), identity, none);
    expect([chip?.style, chip?.probability]).toEqual(['plain', null]);
  });

  test('of two beats 24 px apart the ectopic one keeps its letter', () => {
    const beats = columnsOf([
      { sample: 100, label: 0, p: 1 },
      { sample: 124, label: 2, p: 1 },
    ]);
    expect(layoutChips(beats, identity, none).map((chip) => chip.style)).toEqual(['mark', 'filled']);
  });

  test('beats 6 px apart are all marks', () => {
    const beats = columnsOf(Array.from({ length: 9 }, (_, index) => ({ sample: index * 6, label: index % 3, p: 1 })));
    expect(layoutChips(beats, identity, none).every((chip) => chip.style === 'mark')).toBe(true);
  });

  test('the selected beat keeps its letter among them', () => {
    const beats = columnsOf(Array.from({ length: 9 }, (_, index) => ({ sample: index * 6, label: 0, p: 1 })));
    const chips = layoutChips(beats, identity, (index) => index === 4);
    expect(chips.flatMap((chip) => (chip.style === 'mark' ? [] : [chip.beat]))).toEqual([4]);
  });

  test('no beat disappears', () => {
    const beats = columnsOf(Array.from({ length: 40 }, (_, index) => ({ sample: index * 11, label: index % 5, p: 1 })));
    expect(layoutChips(beats, identity, none).map((chip) => chip.beat)).toEqual([...Array(40).keys()]);
  });
});

describe('RR intervals above the paper', () => {
  const beats = columnsOf([
    { sample: 0, label: 0 },
    { sample: 193, label: 0 },
    { sample: 200, label: 2 },
  ]);

  test('an interval is written in whole milliseconds between its beats', () => {
    const [interval] = layoutIntervals(beats, 360, identity, none, false);
    expect([interval?.figure, interval?.x]).toEqual([536, 96.5]);
  });

  test('the rate that an interval makes is written in beats a minute', () => {
    expect(layoutIntervals(beats, 360, identity, none, true)[0]?.figure).toBe(112);
  });

  test('an interval without room is left out', () => {
    expect(layoutIntervals(beats, 360, identity, none, false)).toHaveLength(1);
  });

  test('intervals beside the selected beat are strong', () => {
    expect(layoutIntervals(beats, 360, identity, (index) => index === 1, false)[0]?.strong).toBe(true);
  });
});
