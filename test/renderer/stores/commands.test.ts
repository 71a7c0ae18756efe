import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, test } from 'vitest';
import { effectScope } from 'vue';

import { editsText, useCommands, type Command } from '../../../renderer/stores/commands.ts';
import { useKeys } from '../../../renderer/stores/keys.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

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

  test('a held key runs a small step again and again, and everything else once', () => {
    const ran: string[] = [];
    effectScope().run(() =>
      useCommands().offer([
        command({ keys: 'Ctrl B', run: () => ran.push('save') }),
        command({ keys: 'Alt →', repeats: true, run: () => ran.push('step') }),
      ]),
    );
    for (const repeat of [false, true, true]) {
      expect(press('b', { ctrlKey: true, repeat })).toBe(true);
      press('ArrowRight', { altKey: true, repeat });
    }
    expect(ran).toEqual(['save', 'step', 'step', 'step']);
  });

  test('a key that was changed runs its command, the old one no longer, and its other keys neither', () => {
    let ran = 0;
    const run = () => (ran += 1);
    effectScope().run(() =>
      useCommands().offer([
        command({ id: 'a.gain', keys: '+', run }),
        command({ id: 'a.gain', keys: '=', hidden: true, run }),
      ]),
    );
    useKeys().change('a.gain', 'Ctrl U');
    expect([press('+'), press('='), press('u', { ctrlKey: true })]).toEqual([false, false, true]);
    expect([ran, useCommands().keysFor('a.gain'), useCommands().keysNow('+')]).toEqual([1, 'Ctrl U', 'Ctrl U']);
    expect(useCommands().keysNow('Ctrl 0')).toBe('Ctrl 0');
  });

  test('with plain keys off a letter does nothing and a modifier still works', () => {
    effectScope().run(() =>
      useCommands().offer([command({ id: 'a', keys: '?' }), command({ id: 'b', keys: 'Ctrl K' })]),
    );
    useKeys().setPlain(false);
    expect([press('?'), press('k', { ctrlKey: true })]).toEqual([false, true]);
  });

  test('commands go when the view that offered them goes', () => {
    const view = effectScope();
    view.run(() => useCommands().offer([command({ keys: 'x' })]));
    view.stop();
    expect(useCommands().all).toEqual([]);
  });
});
