import type { Figure } from '../../app/contract/records.ts';

export interface FigureTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * A figure's data as a table, for those who do not see the drawing: categories down, series across; for a matrix rows
 * and columns as drawn; for a graph its nodes. Empty when the option holds none of these.
 */
export function figureTable(option: Figure['option'], category: string): FigureTable {
  const series = list(option['series']).filter(isRecord);
  const heatmap = series.find((entry) => entry['type'] === 'heatmap');
  if (heatmap) return matrixTable(option, heatmap, category);
  const graph = series.find((entry) => entry['type'] === 'graph');
  if (graph) {
    return { head: [category], rows: list(graph['data'] ?? graph['nodes']).map((node) => [textOf(node, 'name')]) };
  }
  const categories = axisNames(option['xAxis']).length > 0 ? axisNames(option['xAxis']) : axisNames(option['yAxis']);
  const scales = list(option['yAxis']);
  const columns = series.map((entry) => {
    const scale = scales.length > 1 ? textOf(scales[Number(entry['yAxisIndex'] ?? 0)], 'name') : '';
    return { name: [textOf(entry, 'name'), scale].filter(Boolean).join(', '), data: list(entry['data']) };
  });
  const first = textOf(list(option['xAxis'])[0], 'name') || category;
  const length = Math.max(0, categories.length, ...columns.map((column) => column.data.length));
  return {
    head: [first, ...columns.map((column) => column.name)],
    rows: Array.from({ length }, (_, index) => [
      categories[index] ?? pairOf(columns[0]?.data[index])[0] ?? String(index + 1),
      ...columns.map((column) => pairOf(column.data[index])[1]),
    ]),
  };
}

function matrixTable(option: Figure['option'], heatmap: Record<string, unknown>, category: string): FigureTable {
  const columns = axisNames(option['xAxis']);
  const lines = axisNames(option['yAxis']);
  const cells = new Map<string, string>();
  for (const item of list(heatmap['data'])) {
    const value = isRecord(item) ? item['value'] : item;
    if (Array.isArray(value)) cells.set(`${key(value[0], columns)} ${key(value[1], lines)}`, numberText(value[2]));
  }
  return {
    head: [category, ...columns],
    rows: lines.map((line, y) => [line, ...columns.map((_, x) => cells.get(`${x} ${y}`) ?? '–')]),
  };
}

/** A cell names its place by index or by category. */
function key(value: unknown, names: readonly string[]): number {
  return typeof value === 'string' ? names.indexOf(value) : Number(value);
}

/** The category and the value of a data item: a number, [x, y] or { value }. */
function pairOf(item: unknown): [string | null, string] {
  const value = isRecord(item) ? item['value'] : item;
  if (Array.isArray(value)) return [numberText(value[0]), numberText(value[1])];
  return [null, numberText(value)];
}

function numberText(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(4);
  return typeof value === 'string' ? value : '–';
}

function axisNames(axis: unknown): string[] {
  const first = list(axis)[0];
  return isRecord(first) ? list(first['data']).map((item) => textOf(item, 'value')) : [];
}

function textOf(value: unknown, property: string): string {
  const text = isRecord(value) ? value[property] : value;
  return typeof text === 'string' || typeof text === 'number' ? String(text).replaceAll('\n', ' ') : '';
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
