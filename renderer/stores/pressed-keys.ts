/** What of a keyboard event names its keys. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & {
  readonly code?: string;
  getModifierState?(name: string): boolean;
};

const names: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

/**
 * The keys of an event as a command writes them: "Ctrl K", "Alt 1", "?". Shift is named only beside a letter or a key that
 * prints nothing.
 *
 * Letters and signs are taken from what the layout prints, so that ? ; + are found wherever they are. With a modifier a
 * sign that the layout puts on a letter or digit key (Option on a Mac, the digit row of a French keyboard) is named by that
 * key, and so are letters of another script. AltGr types a sign and modifies nothing.
 */
export function keysOf(event: KeyPress): string {
  const typed = event.getModifierState?.('AltGraph') ?? false;
  const control = (event.ctrlKey || event.metaKey) && !typed;
  const alternate = event.altKey && !typed;
  const key = nameOf(event, control || alternate);
  const letter = /^[a-z]$/i.test(key);
  const printable = key.length === 1;
  const parts: string[] = [];
  if (control) parts.push('Ctrl');
  if (alternate) parts.push('Alt');
  if (event.shiftKey && (!printable || (letter && (control || alternate)))) parts.push('Shift');
  parts.push(names[key] ?? (letter && (control || alternate) ? key.toUpperCase() : key));
  return parts.join(' ');
}

function nameOf({ key, code = '', shiftKey }: KeyPress, modified: boolean): string {
  if (/^[a-z0-9]$/i.test(key)) return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (letter && (modified || /^\p{L}$/u.test(key))) return shiftKey ? letter : letter.toLowerCase();
  if (digit && modified && !(shiftKey && /^[!-/:-@[-`{-~]$/.test(key))) return digit;
  return key;
}

/** Keys that modify others and say nothing alone. */
export function isModifier(key: string): boolean {
  return /^(Control|Shift|Alt|AltGraph|Meta|CapsLock|Fn|OS)$/.test(key);
}

/** Whether keys type a sign: a letter, digit or symbol without Ctrl or Alt (WCAG 2.1.4). */
export function isPlain(keys: string): boolean {
  return keys.length === 1 && !/[←→↑↓]/.test(keys);
}
