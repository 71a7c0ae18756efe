import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What becomes of a request. */
export type Verdict =
  | { readonly kind: 'welcome'; readonly cookie: string }
  | { readonly kind: 'admitted' }
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 403 | 405; readonly sentence: string };

/** Decides who may talk to the web host. */
export interface Gate {
  readonly url: string;
  decide(request: IncomingMessage): Verdict;
  /** A web socket needs the cookie and, unlike a page, an origin: browsers send it and do not let pages forge it. */
  admitsSocket(request: IncomingMessage): boolean;
}

/** One token, good once, traded at `/session` for one cookie, good until the host stops. */
export function createGate(port: number): Gate {
  const token = randomBytes(24).toString('base64url');
  const session = randomBytes(24).toString('base64url');
  const cookieName = `caliper-${port}`;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  let unused = true;

  function namesThisHost(request: IncomingMessage): boolean {
    return hosts.includes(request.headers.host ?? '');
  }

  function hasCookie(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
    const own = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`));
    return own !== undefined && same(own.slice(cookieName.length + 1), session);
  }

  return {
    url: `http://127.0.0.1:${port}/session?token=${token}`,
    decide(request) {
      if (!namesThisHost(request))
        return { kind: 'refused', status: 403, sentence: 'This address is not one of Caliper’s.' };
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return { kind: 'refused', status: 405, sentence: 'Only reading is possible here.' };
      const url = URL.parse(request.url ?? '/', `http://127.0.0.1:${port}`);
      if (url === null) return { kind: 'refused', status: 400, sentence: 'This is not an address.' };
      if (url.pathname === '/session' && unused && same(url.searchParams.get('token') ?? '', token)) {
        unused = false;
        return { kind: 'welcome', cookie: `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/` };
      }
      if (hasCookie(request))
        return url.pathname === '/session'
          ? { kind: 'welcome', cookie: `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/` }
          : { kind: 'admitted' };
      return {
        kind: 'refused',
        status: 401,
        sentence:
          'This link was used already or belongs to an earlier start. Start Caliper again and open the link that it prints.',
      };
    },
    admitsSocket(request) {
      const { origin, host } = request.headers;
      return namesThisHost(request) && origin === `http://${host}` && hasCookie(request);
    },
  };
}

function same(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
