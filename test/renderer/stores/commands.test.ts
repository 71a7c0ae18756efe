import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, test } from 'vitest';
import { effectScope } from 'vue';

import { editsText, keysOf, useCommands, type Command } from '../../../renderer/stores/commands.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('keys as a command writes them', () => {
  test('letters with a modifier are capitals, and the command key of a Mac is Ctrl', () => {
    expect(keysOf({ ...plain, key: 'k', ctrlKey: true })).toBe('Ctrl K');
    expect(keysOf({ ...plain, key: 'Z', metaKey: true, shiftKey: true })).toBe('Ctrl Shift Z');
  });

  test('a plain letter keeps its case, because beat codes differ by case', () => {
    expect(keysOf({ ...plain, key: 'a' })).toBe('a');
    expect(keysOf({ ...plain, key: 'A', shiftKey: true })).toBe('A');
  });

  test('a symbol is itself whatever key of the layout made it', () => {
    expect(keysOf({ ...plain, key: '?', shiftKey: true })).toBe('?');
  });

  test('keys that print nothing have their names, with Shift', () => {
    expect(keysOf({ ...plain, key: 'ArrowLeft', shiftKey: true })).toBe('Shift ←');
    expect(keysOf({ ...plain, key: 'Escape' })).toBe('Esc');
  });
});

describe('keys that a text field keeps for itself', () => {
  test.each(['z', 'Z', 'y', 'a', 'c', 'x', 'v'])('Ctrl %s edits the text', (key) => {
    expect(editsText({ ...plain, key, ctrlKey: true })).toBe(true);
    expect(editsText({ ...plain, key, metaKey: true })).toBe(true);
  });

  test.each(['a', '?', 'Enter', 'ArrowLeft', 'Backspace', ' '])('%j types, moves or deletes', (key) => {
    expect(editsText({ ...plain, key })).toBe(true);
  });

  test('Alt and an arrow move by words', () => {
    expect(editsText({ ...plain, key: 'ArrowRight', altKey: true })).toBe(true);
  });

  test.each([
    ['k', { ctrlKey: true }],
    ['1', { ctrlKey: true }],
    ['h', { altKey: true }],
    ['F6', {}],
  ])('%s %j is left to the commands', (key, modifiers) => {
    expect(editsText({ ...plain, ...modifiers, key })).toBe(false);
  });
});

describe('the table of commands', () => {
  beforeEach(() => setActivePinia(createPinia()));

  function command(over: Partial<Command>): Command {
    return { id: 'x', title: 'X', group: 'G', run: () => undefined, ...over };
  }

  function press(key: string, over: Partial<KeyboardEvent> = {}): boolean {
    return useCommands().dispatch({ ...plain, key, ...over } as KeyboardEvent);
  }

  test('a key runs its command and says so', () => {
    let ran = 0;
    effectScope().run(() => useCommands().offer([command({ keys: 'Ctrl F', run: () => (ran += 1) })]));
    expect(press('f', { ctrlKey: true })).toBe(true);
    expect(press('f')).toBe(false);
    expect(ran).toBe(1);
  });

  test('a command that is not possible now leaves its key alone', () => {
    effectScope().run(() => useCommands().offer([command({ keys: 'x', enabled: () => false })]));
    expect(press('x')).toBe(false);
  });

  test('a key that a pane handles itself is not run twice', () => {
    effectScope().run(() => useCommands().offer([command({ keys: 'Enter', ownKeys: true })]));
    expect(press('Enter')).toBe(false);
  });

  test('commands go when the view that offered them goes', () => {
    const view = effectScope();
    view.run(() => useCommands().offer([command({ keys: 'x' })]));
    view.stop();
    expect(useCommands().all).toEqual([]);
  });
});
