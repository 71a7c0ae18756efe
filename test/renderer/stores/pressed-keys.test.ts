import { describe, expect, test } from 'vitest';

import { isModifier, isPlain, keysOf, type KeyPress } from '../../../renderer/stores/pressed-keys.ts';

const press = (key: string, over: Partial<KeyPress> = {}) =>
  keysOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...over });

describe('keys as a command writes them', () => {
  test('letters with a modifier are capitals, and the command key of a Mac is Ctrl', () => {
    expect(press('k', { ctrlKey: true, code: 'KeyK' })).toBe('Ctrl K');
    expect(press('Z', { metaKey: true, shiftKey: true, code: 'KeyZ' })).toBe('Ctrl Shift Z');
  });

  test('a plain letter keeps its case, because beat codes differ by case', () => {
    expect(press('a', { code: 'KeyA' })).toBe('a');
    expect(press('A', { shiftKey: true, code: 'KeyA' })).toBe('A');
  });

  test('keys that print nothing have their names, with Shift', () => {
    expect(press('ArrowLeft', { shiftKey: true })).toBe('Shift ←');
    expect(press('Escape')).toBe('Esc');
    expect(press(' ')).toBe('Space');
  });
});

describe('a German keyboard', () => {
  test.each([
    ['?', { shiftKey: true, code: 'Minus' }, '?'],
    [';', { shiftKey: true, code: 'Comma' }, ';'],
    ['+', { code: 'BracketRight' }, '+'],
    ['+', { ctrlKey: true, code: 'BracketRight' }, 'Ctrl +'],
    ['-', { ctrlKey: true, code: 'Slash' }, 'Ctrl -'],
    ['/', { shiftKey: true, code: 'Digit7' }, '/'],
  ])('has %j as %j', (key, over, expected) => {
    expect(press(key, over)).toBe(expected);
  });

  test('exchanges Y and Z, and the letter that is printed counts', () => {
    expect(press('z', { ctrlKey: true, code: 'KeyY' })).toBe('Ctrl Z');
    expect(press('y', { ctrlKey: true, code: 'KeyZ' })).toBe('Ctrl Y');
  });

  test('types @ with AltGr, which is no Ctrl Alt', () => {
    const getModifierState = (name: string) => name === 'AltGraph';
    expect(press('@', { ctrlKey: true, altKey: true, code: 'KeyQ', getModifierState })).toBe('@');
  });
});

describe('other keyboards', () => {
  test('Option on a Mac types a sign, and the key below it counts', () => {
    expect(press('¡', { altKey: true, code: 'Digit1' })).toBe('Alt 1');
    expect(press('˙', { altKey: true, code: 'KeyH' })).toBe('Alt H');
    expect(press('Dead', { altKey: true, code: 'KeyN' })).toBe('Alt N');
  });

  test('French digits need no Shift beside Ctrl', () => {
    expect(press('&', { ctrlKey: true, code: 'Digit1' })).toBe('Ctrl 1');
    expect(press('1', { ctrlKey: true, shiftKey: true, code: 'Digit1' })).toBe('Ctrl 1');
  });

  test('a sign on a digit key that needs Shift is that sign: Ctrl + of a Swiss keyboard', () => {
    expect(press('+', { ctrlKey: true, shiftKey: true, code: 'Digit1' })).toBe('Ctrl +');
  });

  test('letters of another script are named by their keys, accented Latin ones beside them are not', () => {
    expect(press('т', { code: 'KeyN' })).toBe('n');
    expect(press('Т', { shiftKey: true, code: 'KeyN' })).toBe('N');
    expect(press('л', { ctrlKey: true, code: 'KeyK' })).toBe('Ctrl K');
    expect(press('ö', { code: 'Semicolon' })).toBe('ö');
  });
});

test('letters and signs are plain, arrows and named keys and anything with a modifier are not', () => {
  expect(['a', '?', '1', ';'].map(isPlain)).toEqual([true, true, true, true]);
  expect(['←', 'Enter', 'Space', 'Ctrl K', 'Shift →'].map(isPlain)).toEqual([false, false, false, false, false]);
});

test('a modifier alone is no key yet', () => {
  expect(['Control', 'Shift', 'AltGraph', 'k', 'Enter'].map(isModifier)).toEqual([true, true, true, false, false]);
});
