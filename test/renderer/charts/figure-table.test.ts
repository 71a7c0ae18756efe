import { describe, expect, test } from 'vitest';

import { buildFigures } from '../../../app/evaluation/figures.ts';
import { figureTable } from '../../../renderer/charts/figure-table.ts';
import { sampleCard } from '../../support/sample/models.ts';

const figures = new Map(buildFigures(sampleCard('seed'), 'light').map((figure) => [figure.name, figure.option]));
const tableOf = (name: string) => figureTable(figures.get(name) ?? {}, 'Category');

describe('a figure as a table', () => {
  test('every figure of the study has one', () => {
    for (const [name, option] of figures) expect(figureTable(option, 'Category').rows.length, name).toBeGreaterThan(0);
  });

  test('bars give one row a class', () => {
    expect(tableOf('class-distribution').rows[1]).toEqual(['S Supraventricular', '2001']);
  });

  test('curves give one row an epoch and say which scale a series is on', () => {
    const table = tableOf('learning-curves');
    expect(table.head).toEqual([
      'Epoch',
      'Training, Loss',
      'Validation, Loss',
      'Training, Accuracy',
      'Validation, Accuracy',
    ]);
    expect(table.rows).toHaveLength(30);
    expect(table.rows[0]?.[1]).toBe('0.7800');
  });

  test('a matrix keeps its rows and columns', () => {
    expect(tableOf('confusion-matrix').rows[1]).toEqual(['S', '62', '486', '6', '1', '1']);
  });

  test('a network is the list of its layers', () => {
    expect(tableOf('architecture').rows[0]?.[0]).toMatch(/^Input/);
  });

  test('a drawing without data gives no rows', () => {
    expect(figureTable({}, 'Category').rows).toEqual([]);
  });
});
