import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { App, CallbackResponse, OnBeforeRequestListenerDetails, Session, WebContents } from 'electron';
import { describe, expect, test, vi } from 'vitest';

import { guardContents, guardSession, isOwnPage, mayRequest, originOf, unsafeSwitch } from '../../main/security.ts';

const own = 'app://caliper';
const declarations = readFileSync(join(import.meta.dirname, '../../node_modules/electron/electron.d.ts'), 'utf8');

/** The names that Electron's types give the permissions of a handler. */
function permissionNames(handler: string): string[] {
  const line = declarations.split('\n').find((text) => text.trim().startsWith(`${handler}(handler:`)) ?? '';
  const [, union = ''] = /permission: (('[\w-]+'( \| )?)+)/.exec(line) ?? [];
  return [...union.matchAll(/'([\w-]+)'/g)].map(([, name]) => name ?? '');
}

/** A session that keeps the handlers it was given. */
class SessionDouble extends EventEmitter {
  request: Given<'setPermissionRequestHandler'> | null = null;
  check: Given<'setPermissionCheckHandler'> | null = null;
  device: Given<'setDevicePermissionHandler'> | null = null;
  screen: Given<'setDisplayMediaRequestHandler'> | null = null;
  usb: Given<'setUSBProtectedClassesHandler'> | null = null;
  pairing: Given<'setBluetoothPairingHandler'> | null = null;
  filter: ((details: OnBeforeRequestListenerDetails, answer: (response: CallbackResponse) => void) => void) | null =
    null;
  readonly webRequest = {
    onBeforeRequest: (...given: unknown[]) => (this.filter = given.at(-1) as typeof this.filter),
  };

  setPermissionRequestHandler = (given: Given<'setPermissionRequestHandler'> | null) => void (this.request = given);
  setPermissionCheckHandler = (given: Given<'setPermissionCheckHandler'> | null) => void (this.check = given);
  setDevicePermissionHandler = (given: Given<'setDevicePermissionHandler'> | null) => void (this.device = given);
  setDisplayMediaRequestHandler = (given: Given<'setDisplayMediaRequestHandler'> | null) => void (this.screen = given);
  setUSBProtectedClassesHandler = (given: Given<'setUSBProtectedClassesHandler'> | null) => void (this.usb = given);
  setBluetoothPairingHandler = (given: Given<'setBluetoothPairingHandler'> | null) => void (this.pairing = given);

  cancels(url: string): boolean {
    let cancelled: boolean | undefined;
    this.filter!({ url } as OnBeforeRequestListenerDetails, ({ cancel }) => (cancelled = cancel));
    return cancelled === true;
  }
}

type HandlerSetter = Extract<keyof Session, `set${string}Handler`>;
type Given<Name extends HandlerSetter> = NonNullable<Parameters<Session[Name]>[0]>;

describe('a session gives the page nothing', () => {
  const session = new SessionDouble();
  guardSession(session, own, false);
  const requestable = permissionNames('setPermissionRequestHandler');
  const checkable = permissionNames('setPermissionCheckHandler');

  test('the list of permissions was read from the types of this Electron', () => {
    expect(requestable.length).toBeGreaterThan(40);
    expect(requestable).toEqual(expect.arrayContaining(['media', 'openExternal', 'unknown']));
    expect(checkable.length).toBeGreaterThan(40);
  });

  test.each(requestable)('the request for %s is denied', (name) => {
    const answer = vi.fn();
    type Request = Parameters<Given<'setPermissionRequestHandler'>>;
    session.request!({} as Request[0], name as Request[1], answer, {} as Request[3]);
    expect(answer).toHaveBeenCalledExactlyOnceWith(false);
  });

  test.each(checkable)('the check of %s is denied', (name) => {
    type Check = Parameters<Given<'setPermissionCheckHandler'>>;
    expect(session.check!(null, name as Check[1], own, {} as Check[3])).toBe(false);
  });

  test('every device is denied', () => {
    expect(session.device!({} as Parameters<Given<'setDevicePermissionHandler'>>[0])).toBe(false);
    expect(session.usb!({ protectedClasses: ['audio', 'hid'] })).toEqual(['audio', 'hid']);
  });

  test('the screen is not shared', () => {
    const answer = vi.fn();
    session.screen!({} as Parameters<Given<'setDisplayMediaRequestHandler'>>[0], answer);
    expect(answer).toHaveBeenCalledExactlyOnceWith(null);
  });

  test('no Bluetooth device is paired', () => {
    const answer = vi.fn();
    session.pairing!({} as Parameters<Given<'setBluetoothPairingHandler'>>[0], answer);
    expect(answer).toHaveBeenCalledExactlyOnceWith({ confirmed: false });
  });

  function download(url: string) {
    const preventDefault = vi.fn();
    const setSaveDialogOptions = vi.fn();
    const item = { getURL: () => url, getFilename: () => 'seed-roc.svg', setSaveDialogOptions };
    session.emit('will-download', { preventDefault }, item);
    return { cancelled: preventDefault.mock.calls.length === 1, asked: setSaveDialogOptions.mock.calls };
  }

  test.each([
    'https://evil.test/a.svg',
    'app://caliper/index.html',
    'blob:https://evil.test/1',
    'blob:app://caliper.evil/1',
    'blob:null/1',
    'data:image/svg+xml,x',
    'file:///etc/passwd',
  ])('the download of %s is cancelled', (url) => {
    expect(download(url)).toEqual({ cancelled: true, asked: [] });
  });

  test('a figure that the page made is saved where the reader says', () => {
    expect(download('blob:app://caliper/1')).toEqual({ cancelled: false, asked: [[{ defaultPath: 'seed-roc.svg' }]] });
  });

  test('requests to other places are cancelled and our own go through', () => {
    expect(session.cancels('https://evil.test/')).toBe(true);
    expect(session.cancels('app://caliper/index.html')).toBe(false);
  });
});

const foreign = [
  'https://evil.test/',
  'http://localhost/',
  'app://caliper.evil/',
  'app://caliper@evil/',
  'app://reader@caliper/',
  'app://caliper:80/',
  'apps://caliper/',
  'app:caliper',
  'file:///etc/passwd',
  'ftp://caliper/',
  'javascript:alert(1)',
  'about:blank',
  'chrome://settings/',
  'devtools://devtools/bundled/inspector.html',
  'view-source:app://caliper/',
  'blob:https://evil.test/1',
  'filesystem:app://caliper/x',
  'ws://caliper/',
  '//caliper/',
  ' ',
  '',
];

test.each(foreign)('%j may not be requested', (url) => {
  expect(mayRequest(url, own, false)).toBe(false);
});

test.each(['app://caliper/', 'app://caliper/assets/a.js?x', 'APP://caliper/', 'blob:app://caliper/1', 'data:,x'])(
  '%j may be requested',
  (url) => {
    expect(mayRequest(url, own, false)).toBe(true);
  },
);

test('in development the developer tools may load themselves, and nothing more', () => {
  expect(mayRequest('devtools://devtools/bundled/x.js', own, true)).toBe(true);
  expect(mayRequest('https://evil.test/', own, true)).toBe(false);
});

test('the origin of our own scheme is its scheme and host', () => {
  expect(originOf('app://caliper/index.html')).toBe(own);
});

describe('a page stays where it is', () => {
  class ContentsDouble {
    readonly events = new EventEmitter();
    readonly on = this.events.on.bind(this.events) as WebContents['on'];
    open: Parameters<WebContents['setWindowOpenHandler']>[0] | null = null;
    setWindowOpenHandler = (given: typeof this.open) => void (this.open = given);
  }
  const contents = new ContentsDouble();
  guardContents(contents, own);

  function isPrevented(event: string, url: string): boolean {
    const preventDefault = vi.fn();
    contents.events.emit(event, { url, preventDefault });
    return preventDefault.mock.calls.length > 0;
  }

  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    test.each(foreign)(`${event} to %j is prevented`, (url) => {
      expect(isPrevented(event, url)).toBe(true);
    });
    test(`${event} to the own page is allowed`, () => {
      expect(isPrevented(event, 'app://caliper/index.html')).toBe(false);
    });
  }

  test('a webview is not attached', () => {
    expect(isPrevented('will-attach-webview', 'app://caliper/')).toBe(true);
  });

  test('a new window is denied, our own page included', () => {
    type Details = Parameters<NonNullable<typeof contents.open>>[0];
    expect(contents.open!({ url: 'app://caliper/' } as Details)).toEqual({ action: 'deny' });
  });
});

describe('a message is heard from our own top frame only', () => {
  const top = { origin: own, parent: null };
  test.each([
    ['our own top frame', top, true],
    ['a frame inside it', { origin: own, parent: top }, false],
    ['a foreign top frame', { origin: 'https://evil.test', parent: null }, false],
    ['an opaque origin', { origin: 'null', parent: null }, false],
    ['a frame that is gone', null, false],
  ])('%s', (_name, senderFrame, heard) => {
    expect(isOwnPage({ senderFrame }, own)).toBe(heard);
  });
});

test.each(['no-sandbox', 'disable-web-security', 'remote-debugging-port', 'js-flags', 'load-extension'])(
  'the switch --%s is refused',
  (name) => {
    const commandLine = { hasSwitch: (word: string) => word === name } satisfies Pick<App['commandLine'], 'hasSwitch'>;
    expect(unsafeSwitch(commandLine)).toBe(name);
  },
);

test('a usual command line is accepted', () => {
  expect(unsafeSwitch({ hasSwitch: (word) => word === 'lang' })).toBeNull();
});
