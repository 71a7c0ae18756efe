import { Command } from 'commander';
import { expect, it } from 'vitest';

import { benchCommand } from '../../../app/host/cli/bench.ts';
import type { AnalysisBenchResult } from '../../../app/host/cli/bench/analysis.ts';

it.each(['training', 'inference'])(
  'caliper bench %s prints its rate beside a ceiling of the same run',
  async (name) => {
    let output = '';
    const program = new Command().exitOverride();
    benchCommand.define(program, {
      out: (text) => (output += text),
      note: () => undefined,
      interactive: false,
      dataFolder: '.',
      signal: new AbortController().signal,
    });
    await program.parseAsync(['bench', name, '--seconds', '1', '--json'], { from: 'user' });
    const result = JSON.parse(output) as Record<string, number>;
    expect(result).toMatchObject({ name, unit: 'beats/s', threads: 1 });
    expect(result['rate']).toBeGreaterThan(0);
    expect(result['ratio']).toBeCloseTo(result['gigaflops']! / result['ceiling']!, 9);
  },
);

it('caliper bench analysis names the beats of a simulated recording and says where the time went', async () => {
  let output = '';
  const program = new Command().exitOverride();
  benchCommand.define(program, {
    out: (text) => (output += text),
    note: () => undefined,
    interactive: false,
    dataFolder: '.',
    signal: new AbortController().signal,
  });
  const settings = ['--hours', '1', '--leads', '1', '--rate', '100', '--threads', '1'];
  await program.parseAsync(['bench', 'analysis', ...settings, '--json'], { from: 'user' });
  const result = JSON.parse(output) as AnalysisBenchResult;
  expect(result).toMatchObject({ name: 'analysis', unit: 'x real time', hours: 1, leads: 1, processes: 1 });
  expect(result.beats).toBeGreaterThan(3_600);
  const stages = Object.values(result.stages).reduce((sum, seconds) => sum + seconds, 0);
  expect(stages).toBeCloseTo(result.seconds, 0);
  expect(result.ratio).toBeCloseTo(result.rate / result.ceiling, 9);
});
