import { expect, test } from 'vitest';

import { menuTemplate } from '../../main/menu.ts';

test('macOS has its menu bar, without reload or developer tools', () => {
  expect(menuTemplate('darwin')).toEqual([
    { role: 'appMenu' },
    { role: 'editMenu' },
    { label: 'View', submenu: [{ role: 'togglefullscreen' }] },
    { role: 'windowMenu' },
  ]);
});

test.each(['linux', 'win32'] as const)('%s has no menu', (platform) => {
  expect(menuTemplate(platform)).toBeNull();
});
