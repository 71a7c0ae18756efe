import { join } from 'node:path';
import { expect, test } from 'vitest';

import { annotationsCommand } from '../../../app/host/cli/annotations.ts';
import { runCommand } from './run-command.ts';

const demo = join(import.meta.dirname, '../../../resources/demo/demo');

test('one line an annotation: sample, symbol, subtype, channel, number, text', async () => {
  const { out } = await runCommand(annotationsCommand, ['annotations', demo, '--annotator', 'atr']);
  const lines = out.trimEnd().split('\n');
  expect(lines).toHaveLength(685);
  expect(lines[0]).toMatch(/^\d+\t\+\t0\t0\t0\t\(N$/);
  expect(lines[1]).toMatch(/^\d+\tN\t0\t0\t0\t$/);
});

test('--json names record and annotator', async () => {
  const { out } = await runCommand(annotationsCommand, ['annotations', demo, '--annotator', 'atr', '--json']);
  const result = JSON.parse(out) as {
    record: string;
    annotator: string;
    annotations: { symbol: string; aux: string }[];
  };
  expect([result.record, result.annotator, result.annotations.length]).toEqual(['demo', 'atr', 685]);
  expect(result.annotations[0]).toMatchObject({ symbol: '+', aux: '(N' });
});

test('an annotator that is not there is named', async () => {
  const { error } = await runCommand(annotationsCommand, ['annotations', demo, '--annotator', 'qrs']);
  expect(error).toMatch(/There is no .*demo\.qrs\./);
});
