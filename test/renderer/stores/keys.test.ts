import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { parseKeys, useKeys } from '../../../renderer/stores/keys.ts';

function storage(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, text) => void kept.set(name, text) };
}

beforeEach(() => {
  vi.stubGlobal('localStorage', storage());
  setActivePinia(createPinia());
});
afterEach(() => void vi.unstubAllGlobals());

const gain = { id: 'review.gain', keys: '+' };

describe('changed keys', () => {
  test('are there again after a restart', () => {
    useKeys().change('review.gain', 'Ctrl U');
    useKeys().setPlain(false);
    setActivePinia(createPinia());
    expect([useKeys().bound([gain])[0]?.keys, useKeys().plain]).toEqual(['Ctrl U', false]);
  });

  test('can be taken off and given back', () => {
    useKeys().change('review.gain', null);
    const off = useKeys().bound([gain]);
    useKeys().reset('review.gain');
    expect([off, useKeys().bound([gain]), useKeys().count]).toEqual([[{ id: 'review.gain' }], [gain], 0]);
  });

  test('leave the command as it is where a browser keeps nothing', () => {
    vi.stubGlobal('localStorage', undefined);
    setActivePinia(createPinia());
    useKeys().change('review.gain', 'Ctrl U');
    expect(useKeys().bound([gain])[0]?.keys).toBe('Ctrl U');
  });

  test('come back whole from the file they were exported to', () => {
    useKeys().change('review.gain', 'Ctrl U');
    useKeys().change('palette', null);
    expect(parseKeys(useKeys().text())?.keys).toEqual({ 'review.gain': 'Ctrl U', palette: null });
  });
});

describe('a file that holds no keys', () => {
  test.each([
    'not JSON',
    '{}',
    '{"version":2,"plain":true,"keys":{}}',
    '{"version":1,"plain":true,"keys":{"a b":"x"}}',
    `{"version":1,"plain":true,"keys":{"a":"${'x'.repeat(33)}"}}`,
    JSON.stringify({
      version: 1,
      plain: true,
      keys: Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`a${at}`, null])),
    }),
    ' '.repeat(70_000),
  ])('is not taken: %.40s', (text) => {
    expect(parseKeys(text)).toBeNull();
  });
});
