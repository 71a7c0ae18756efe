import { fork } from 'node:child_process';
import { join, resolve } from 'node:path';

import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';

import { createRandom } from '../../app/signal/random.ts';
import { openStore } from '../../app/store/open-store.ts';
import { addAnalysed, someBeats, temporaryFolder } from '../support/store-fixture.ts';

interface Change {
  readonly samples: readonly number[];
  readonly label: number;
  readonly step?: number | null;
}

/** Everyday count; CALIPER_KILLS raises it for a long run. */
const kills = Number(process.env['CALIPER_KILLS'] ?? 30);
const beatCount = 500;

/** Lets a child correct labels and kills it after a number of acknowledgements, in the middle of whatever it does then. */
async function correctUntilKilled(path: string, session: string, seed: number, acknowledgements: number) {
  const script = resolve(import.meta.dirname, '../support/relabel-process.ts');
  const child = fork(script, [path, session, String(seed), String(beatCount)], { execArgv: [] });
  const acknowledged: Change[] = [];
  let begun: Change | null = null;
  await new Promise<void>((done) => {
    child.on('message', (message: { begun?: Change; acknowledged?: Change }) => {
      if (message.begun) begun = message.begun;
      if (message.acknowledged) {
        acknowledged.push(message.acknowledged);
        begun = null;
        if (acknowledged.length === acknowledgements) child.kill('SIGKILL');
      }
    });
    child.on('exit', () => done());
  });
  return { acknowledged, begun: begun as Change | null };
}

it(
  `no acknowledged label is lost when the process is killed (${kills} kills)`,
  async () => {
    const folder = temporaryFolder();
    const path = join(folder.path, 'caliper.db');
    const beats = someBeats(beatCount);
    let store = await openStore(path);
    const session = await addAnalysed(store, 'a', beats);
    await store.close();

    const random = createRandom(7);
    const shown = new Map([...beats.samples].map((sample, index) => [sample, beats.labels[index]!]));
    let steps = 0;
    for (let kill = 0; kill < kills; kill++) {
      const { acknowledged, begun } = await correctUntilKilled(path, session, kill, 1 + random.integer(30));
      const checked = new Sqlite(path, { readonly: true });
      expect(checked.pragma('integrity_check', { simple: true })).toBe('ok');
      const written = checked.prepare('SELECT count(*) FROM steps').pluck().get();
      checked.close();

      store = await openStore(path);
      for (const { samples, label, step } of acknowledged) {
        for (const sample of samples) shown.set(sample, label);
        if (step !== null) steps++;
      }
      const window = await store.readBeats(session, 0, 2 ** 31 - 2);
      // The change under way when the blow fell may have reached the disk, whole, without its acknowledgement.
      if (begun && Number(written) > steps) {
        for (const sample of begun.samples) shown.set(sample, begun.label);
        steps++;
      }
      expect(written).toBe(steps);
      expect([...window.labels]).toEqual([...beats.samples].map((sample) => shown.get(sample)));
      await store.close();
    }
    expect(steps).toBeGreaterThan(kills);
    folder.remove();
  },
  60_000 + kills * 4_000,
);
