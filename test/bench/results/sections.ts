/**
 * Replaces what stands between `<!-- NAME -->` and `<!-- /NAME -->`; where the marks are absent they are put after the
 * mark `<!-- results: new sections below -->` or at the end.
 */
export function replaceSection(document: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = document.indexOf(open);
  const to = document.indexOf(close);
  const section = `${open}\n\n${content.trim()}\n\n${close}`;
  if (from >= 0 && to > from) return document.slice(0, from) + section + document.slice(to + close.length);
  return `${document.trimEnd()}\n\n${section}\n`;
}
