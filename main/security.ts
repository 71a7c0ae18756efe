import type { App, DownloadItem, Session, WebContents, WebFrameMain } from 'electron';

/**
 * Origin of a URL as `scheme://host[:port]`, for our own scheme as well (`URL.origin` is "null" for it);
 * null for what is no URL, has no host or carries a user name.
 */
export function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host, username, password } = new URL(url);
  return host && !username && !password ? `${protocol}//${host}` : null;
}

/** Whether a request may go out: own origin, its blobs, data that is in the page already; in development the tools. */
export function mayRequest(url: string, pageOrigin: string, development: boolean): boolean {
  if (url.startsWith('data:')) return true;
  if (url.startsWith('blob:')) return isOwnBlob(url, pageOrigin);
  const origin = originOf(url);
  return origin === pageOrigin || (development && origin === 'devtools://devtools');
}

function isOwnBlob(url: string, pageOrigin: string): boolean {
  return url.startsWith('blob:') && originOf(url.slice('blob:'.length)) === pageOrigin;
}

/** The frame that sent a message, as far as it is checked. */
export interface Sender {
  readonly senderFrame: (Pick<WebFrameMain, 'origin'> & { readonly parent: object | null }) | null;
}

/** Whether a message came from the top frame of our own page. */
export function isOwnPage(sender: Sender, pageOrigin: string): boolean {
  const frame = sender.senderFrame;
  return frame !== null && frame.parent === null && frame.origin === pageOrigin;
}

type Download = Pick<DownloadItem, 'getURL' | 'getFilename' | 'setSaveDialogOptions'>;
type GuardedSession = Pick<Session, Extract<keyof Session, `set${string}Handler`>> & {
  readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'>;
  on(event: 'will-download', listener: (event: { preventDefault(): void }, item: Download) => void): unknown;
};

/** Denies a session all that the page does not need; of its own blobs, its figures, it may ask where to save them. */
export function guardSession(session: GuardedSession, pageOrigin: string, development: boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !mayRequest(url, pageOrigin, development) }),
  );
  session.on('will-download', (event, item) => {
    if (isOwnBlob(item.getURL(), pageOrigin)) item.setSaveDialogOptions({ defaultPath: item.getFilename() });
    else event.preventDefault();
  });
}

/** Keeps a page where it is: no other origin, no window of its own, no embedded guest. */
export function guardContents(contents: Pick<WebContents, 'setWindowOpenHandler' | 'on'>, pageOrigin: string): void {
  const stay = (event: { readonly url: string; preventDefault(): void }) => {
    if (originOf(event.url) !== pageOrigin) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Switches that would open the application to others; a packaged Caliper does not start with one of them. */
const unsafeSwitches = (
  'no-sandbox disable-web-security disable-site-isolation-trials allow-running-insecure-content load-extension ' +
  'remote-debugging-port remote-debugging-pipe host-rules host-resolver-rules proxy-server js-flags'
).split(' ');

/** The first unsafe switch on the command line, or null. */
export function unsafeSwitch(commandLine: Pick<App['commandLine'], 'hasSwitch'>): string | null {
  return unsafeSwitches.find((name) => commandLine.hasSwitch(name)) ?? null;
}
