/** A table in Markdown; the first column is text, the others are numbers. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = headings.map((_, column) => (column === 0 ? '---' : '---:'));
  return [headings, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A table of text only. */
export function textTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A ratio as a percentage without its sign, "-" when undefined. */
export function percent(ratio: number | null | undefined, digits = 2): string {
  return ratio === null || ratio === undefined ? '-' : (100 * ratio).toFixed(digits);
}

/** A number with a fixed count of decimals, "-" when undefined. */
export function decimal(value: number | null | undefined, digits = 3): string {
  return value === null || value === undefined ? '-' : value.toFixed(digits);
}

export function count(value: number): string {
  return value.toLocaleString('en');
}

/** Mean and standard deviation (n - 1), e.g. "97.31 ± 0.09". */
export function spread(values: readonly number[], show: (value: number) => string): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return show(mean);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return `${show(mean)} ± ${show(Math.sqrt(squares / (values.length - 1)))}`;
}
