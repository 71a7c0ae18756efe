/** What this computer keeps for the reader under a name; null when it keeps nothing, or may not. */
export function keptText(name: string): string | null {
  try {
    return globalThis.localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a text for the next start. A browser that keeps nothing is no reason to fail: the choice holds until the page goes. */
export function keepText(name: string, text: string): void {
  try {
    globalThis.localStorage.setItem(name, text);
  } catch {
    return;
  }
}
