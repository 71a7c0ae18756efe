import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, test } from 'vitest';

import { ownCommand } from '../../../renderer/review/commands.ts';

const command = (keys: string, extra = {}) => ({
  id: keys,
  title: keys,
  group: '',
  keys,
  ownKeys: true,
  run() {},
  ...extra,
});
const commands = [
  command('N'),
  command('Shift →'),
  command('→'),
  command('Alt →', { ownKeys: false }),
  command('F', { enabled: () => false }),
];

function press(key: string, held: { shiftKey?: boolean; ctrlKey?: boolean; altKey?: boolean } = {}): string | null {
  // The table reads only these fields; Node has no KeyboardEvent.
  const event = { key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held } as KeyboardEvent;
  return ownCommand(commands, event)?.id ?? null;
}

beforeEach(() => void setActivePinia(createPinia()));

describe('plain keys of the paper', () => {
  test('a letter counts with and without Shift', () => {
    expect([press('n'), press('N', { shiftKey: true })]).toEqual(['N', 'N']);
  });

  test('a letter with Ctrl is not a label', () => {
    expect(press('n', { ctrlKey: true })).toBeNull();
  });

  test('an arrow with Shift is another command than without', () => {
    expect([press('ArrowRight'), press('ArrowRight', { shiftKey: true })]).toEqual(['→', 'Shift →']);
  });

  test('keys that work everywhere are left to the frame', () => {
    expect(press('ArrowRight', { altKey: true })).toBeNull();
  });

  test('a command that is not possible now takes no key', () => {
    expect(press('f')).toBeNull();
  });
});
