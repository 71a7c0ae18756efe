/** Text of a file as a terminal may show it: control characters, which could move the cursor or more, become "?". */
export function printable(text: string): string {
  return [...text].map((character) => (isControl(character.charCodeAt(0)) ? '?' : character)).join('');
}

function isControl(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code < 0xa0);
}
