import { Command } from 'commander';
import { expect, it } from 'vitest';

import { benchCommand } from '../../../app/host/cli/bench.ts';

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
