import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { applicationPath, applicationScheme, createApplicationHandler } from '../../main/application-scheme.ts';
import { contentSecurityPolicy } from '../../app/host/web-headers.ts';

const hostile = [
  'app://caliper/../secret.html',
  'app://caliper/..%2fsecret.html',
  'app://caliper/%2e%2e/secret.html',
  'app://caliper/assets/..%2F..%2Fsecret.html',
  'app://caliper/..\\secret.html',
  'app://caliper/..%5csecret.html',
  'app://caliper/index.html%00.js',
  'app://caliper/index.html\0',
  'app://caliper//etc/passwd',
  'app://caliper/C:/secret.html',
  'app://caliper/./index.html',
  'app://caliper/.env',
  'app://caliper/assets/.hidden.js',
  'app://caliper@evil/index.html',
  'app://caliper.evil/index.html',
  'app://evil/index.html',
  'app:/caliper/index.html',
  'file:///etc/passwd',
  'https://evil.test/index.html',
  '',
];

describe('the page is served from its folder', () => {
  let folder: string;
  let handle: (request: Request) => Promise<Response>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'caliper-page-'));
    await mkdir(join(folder, 'page', 'assets'), { recursive: true });
    await writeFile(join(folder, 'secret.html'), 'secret');
    await writeFile(join(folder, 'page', 'index.html'), '<!doctype html>');
    await writeFile(join(folder, 'page', 'assets', 'main-B_1x.js'), 'export {};');
    await writeFile(join(folder, 'page', 'notes.txt'), 'not of the page');
    handle = createApplicationHandler(join(folder, 'page'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  test('the root is index.html, with the content security policy', async () => {
    const response = await handle(new Request('app://caliper/'));
    expect(await response.text()).toBe('<!doctype html>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a script comes with its type, whatever is behind the question mark', async () => {
    const response = await handle(new Request('app://caliper/assets/main-B_1x.js?v=1#top'));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  });

  test.each(['app://caliper/absent.js', 'app://caliper/assets', 'app://caliper/notes.txt'])(
    'what is absent, a folder or of another kind is not found: %s',
    async (url) => {
      expect((await handle(new Request(url))).status).toBe(404);
    },
  );

  test.each(['POST', 'PUT', 'DELETE'])('%s is refused', async (method) => {
    expect((await handle(new Request('app://caliper/', { method }))).status).toBe(405);
  });

  test.each(hostile.filter((url) => url.startsWith('app://')))('nothing outside is served: %j', async (url) => {
    const response = await handle({ url, method: 'GET' } as Request);
    expect([response.status, await response.text()]).toEqual([404, '']);
  });
});

test.each(hostile)('no path comes of %j', (url) => {
  expect(applicationPath(url)).toBeNull();
});

test('whatever the URL, the path stays inside the folder', () => {
  const pieces = fc.constantFrom('..', '.', '/', '\\', '%2f', '%2e', '\0', 'a', 'index.html', ':', '~', '-', '?', '#');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (names) => {
      const path = applicationPath(`app://caliper/${names.join('')}`);
      if (path === null) return;
      expect(relative('/page', resolve('/page', path))).toMatch(/^(?!\.\.)[^\0\\]+$/);
    }),
  );
});

test('the policy allows nothing but the application itself', () => {
  expect(contentSecurityPolicy).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
      "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
});

test('the scheme is secure and cannot bypass the policy or carry extensions', () => {
  expect(applicationScheme).toEqual({
    scheme: 'app',
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  });
});
