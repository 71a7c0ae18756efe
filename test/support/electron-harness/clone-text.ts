/**
 * A structured clone as text, for the way between Chromium and Node, which carries strings only. Both functions are
 * self-contained: their source is also run in the browser.
 */
export function cloneToText(value: unknown): string {
  const seal = (item: unknown): unknown => {
    if (item === undefined) return { $: 'undefined' };
    if (typeof item === 'number' && !Number.isFinite(item)) return { $: 'number', text: String(item) };
    if (item instanceof Date) return { $: 'Date', time: item.getTime() };
    if (ArrayBuffer.isView(item)) {
      const bytes = new Uint8Array(item.buffer, item.byteOffset, item.byteLength);
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return { $: item.constructor.name, base64: btoa(text) };
    }
    if (Array.isArray(item)) return item.map(seal);
    if (typeof item !== 'object' || item === null) return item;
    return { $: 'object', entries: Object.entries(item).map(([key, entry]) => [key, seal(entry)]) };
  };
  return JSON.stringify(seal(structuredClone(value)));
}

/** Reads what {@link cloneToText} wrote. */
export function textToClone(text: string): unknown {
  type Sealed = { $: string; text: string; time: number; base64: string; entries: [string, unknown][] };
  const arrays = {
    Int8Array,
    Uint8Array,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
  };
  const open = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(open);
    if (typeof item !== 'object' || item === null) return item;
    const sealed = item as Sealed;
    if (sealed.$ === 'undefined') return undefined;
    if (sealed.$ === 'number') return Number(sealed.text);
    if (sealed.$ === 'Date') return new Date(sealed.time);
    if (sealed.$ === 'object') return Object.fromEntries(sealed.entries.map(([key, entry]) => [key, open(entry)]));
    const bytes = Uint8Array.from(atob(sealed.base64), (character) => character.charCodeAt(0));
    return new arrays[sealed.$ as keyof typeof arrays](bytes.buffer);
  };
  return open(JSON.parse(text));
}
