const words = {
  Ctrl: 'ctrl',
  Alt: 'alt',
  Shift: 'shift',
  Enter: 'enter',
  Space: 'space',
  Esc: 'escape',
  Delete: 'delete',
  Backspace: 'backspace',
  Home: 'home',
  End: 'end',
  PgUp: 'pageUp',
  PgDn: 'pageDown',
  Insert: 'insert',
} as const;

type CapWord = (typeof words)[keyof typeof words];

/** What Apple prints on its keys; the command key stands for Ctrl. */
const apple: Readonly<Record<string, string>> = {
  Ctrl: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Delete: '⌦',
  Backspace: '⌫',
};

/** What is printed on a key of this reader's keyboard. */
export function capOf(name: string, named: (word: CapWord) => string, mac: boolean = isMac()): string {
  if (mac && apple[name]) return apple[name];
  const key = Object.entries(words).find(([known]) => known === name)?.[1];
  return key ? named(key) : name;
}

function isMac(): boolean {
  return globalThis.navigator?.userAgent.includes('Macintosh') ?? false;
}
