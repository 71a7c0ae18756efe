import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

import type { CustomScheme } from 'electron';

import { securityHeaders } from '../app/host/web-headers.ts';

/** The origin from which the page is served in place of file://, which would have more rights. */
export const applicationOrigin = 'app://caliper';

/** What the scheme may do; it may not bypass the content security policy nor carry extensions. */
export const applicationScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
} satisfies CustomScheme;

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Answers the requests of the page with the files of one folder, and with nothing outside it. */
export function createApplicationHandler(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const path = applicationPath(request.url);
    const type = path && mediaTypes[extname(path)];
    if (!path || !type) return refuse(404);
    try {
      const bytes = new Uint8Array(await readFile(join(folder, path)));
      return new Response(request.method === 'HEAD' ? null : bytes, {
        headers: { ...securityHeaders, 'content-type': type },
      });
    } catch {
      return refuse(404);
    }
  };
}

/**
 * The path inside the page's folder that a URL names, or null when it names none.
 *
 * Only plain names are taken: no escapes, so nothing has to be decoded, no dot segment, no backslash, no drive letter.
 */
export function applicationPath(url: string): string | null {
  const prefix = `${applicationOrigin}/`;
  if (!url.startsWith(prefix)) return null;
  const path = url.slice(prefix.length).replace(/[?#].*$/s, '') || 'index.html';
  const names = path.split('/');
  return names.every((name) => /^[\w~-][\w.~-]*$/.test(name)) ? path : null;
}

function refuse(status: 404 | 405): Response {
  return new Response(null, { status, headers: securityHeaders });
}
