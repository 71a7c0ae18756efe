/** A place in the open recording that was typed. */
export type TypedPlace =
  { readonly kind: 'beat'; readonly number: number } | { readonly kind: 'time'; readonly seconds: number };

/**
 * Reads "beat 2336", "2336" or "#2,336" as the number of a beat, counted from 1, and "00:23:32", "23:32" or "00:23:32.5" as
 * time from the start (mm:ss with one colon). Anything else is null.
 *
 * @param beatWord what a beat is called in the reader's language; the English word is always known
 */
export function typedPlace(words: string, beatWord: string): TypedPlace | null {
  const typed = words.trim().toLowerCase();
  const time = /^(?:(\d{1,3}):)?(\d{1,2}):([0-5]\d)(?:[.,](\d{1,3}))?$/.exec(typed);
  if (time) {
    const [, hours = '0', minutes = '0', seconds = '0', part = '0'] = time;
    if (time[1] !== undefined && Number(minutes) > 59) return null;
    return { kind: 'time', seconds: Number(hours) * 3600 + Number(minutes) * 60 + Number(`${seconds}.${part}`) };
  }
  const [first = '', rest = ''] = typed.split(/\s+(.*)/s);
  const named = first === 'beat' || first === beatWord.toLowerCase();
  const digits = (named ? rest : typed).replace(/^#/, '').replaceAll(/[.,'’\s]/g, '');
  if (!/^\d{1,9}$/.test(digits)) return null;
  const number = Number(digits);
  return number > 0 ? { kind: 'beat', number } : null;
}

/** Whether every typed word occurs in a text. */
export function hasWords(text: string, words: string): boolean {
  const lower = text.toLowerCase();
  return wordsOf(words).every((word) => lower.includes(word));
}

export interface Segment {
  readonly text: string;
  readonly hit: boolean;
}

/** A text cut into what was typed and what was not, in order and complete. */
export function segments(text: string, words: string): Segment[] {
  const lower = text.toLowerCase();
  // Some letters change their length in lower case ("İ"): then nothing is marked rather than the wrong part.
  if (lower.length !== text.length) return [{ text, hit: false }];
  const marked = new Uint8Array(text.length);
  for (const word of wordsOf(words)) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) marked.fill(1, at, at + word.length);
  }
  const cut: Segment[] = [];
  for (let at = 0; at < text.length;) {
    let end = at + 1;
    while (end < text.length && marked[end] === marked[at]) end += 1;
    cut.push({ text: text.slice(at, end), hit: marked[at] === 1 });
    at = end;
  }
  return cut;
}

function wordsOf(words: string): string[] {
  return words.toLowerCase().split(/\s+/).filter(Boolean);
}
