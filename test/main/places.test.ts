import { expect, test } from 'vitest';

import { findPlaces } from '../../main/places.ts';

const checkout = { packaged: false, folder: '/src', resources: '/electron/resources', developmentPage: undefined };

test('a checkout shows its own built page and uses its own resources', () => {
  expect(findPlaces(checkout)).toEqual({
    page: 'app://caliper/',
    pageOrigin: 'app://caliper',
    pageFolder: '/src/dist/renderer',
    resourcesFolder: '/src/resources',
  });
});

test('an installed application finds its resources beside the archive', () => {
  const installed = {
    ...checkout,
    packaged: true,
    folder: '/opt/caliper/app.asar',
    resources: '/opt/caliper/resources',
  };
  expect(findPlaces(installed).resourcesFolder).toBe('/opt/caliper/resources');
});

test('a checkout may show the page of a development server on this computer', () => {
  expect(findPlaces({ ...checkout, developmentPage: 'http://127.0.0.1:5173/' })).toMatchObject({
    page: 'http://127.0.0.1:5173/',
    pageOrigin: 'http://127.0.0.1:5173',
  });
});

test.each([
  'http://evil.test:5173/',
  'http://127.0.0.1.evil.test:80/',
  'http://127.0.0.1:80@evil.test/',
  'https://127.0.0.1:5173/',
  'file:///etc/passwd',
  'x http://127.0.0.1:5173/',
])('no other address becomes the page: %s', (developmentPage) => {
  expect(findPlaces({ ...checkout, developmentPage }).pageOrigin).toBe('app://caliper');
});

test('an installed application takes no page from a server', () => {
  const installed = { ...checkout, packaged: true, developmentPage: 'http://127.0.0.1:5173/' };
  expect(findPlaces(installed).pageOrigin).toBe('app://caliper');
});
