/** Text of bytes read as Latin-1: every byte is one character, so nothing is lost and nothing can fail. */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return text;
}

/** Bytes of a text as Latin-1; characters beyond U+00FF become "?". */
export function encodeLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    bytes[index] = code <= 0xff ? code : 0x3f;
  }
  return bytes;
}

/** True for a file name that cannot leave its folder. */
export function isPlainName(name: string): boolean {
  return /^[^/\\:*?"<>|\0]{1,255}$/.test(name) && !/^\.+$/.test(name);
}

/** A piece of a hostile file, short and printable, for a message. */
export function excerpt(text: string): string {
  const clean = text.replace(/[^\x20-\x7e\xa0-\xff]/g, '?');
  return clean.length > 40 ? `${clean.slice(0, 40)}...` : clean;
}
