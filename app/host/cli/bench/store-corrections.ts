import { createOpenSessions } from '../../../core/session-columns.ts';
import { createRandom } from '../../../signal/random.ts';
import type { AnalysedBeats, Store } from '../../../store/store.ts';
import { percentile, timed } from './timing.ts';

/** Milliseconds of one thing done several times. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
}

/** What a person's corrections take, each durably stored before it counts as done. */
export interface CorrectionFigures {
  /** The whole session in memory for the first time. */
  readonly columnsFirst: number;
  /** The columns after one beat got another label, and after one was inserted. */
  readonly columnsAfterRelabel: Spread;
  readonly columnsAfterInsert: Spread;
  readonly insert: Spread;
  readonly move: Spread;
  readonly delete: Spread;
  /** Undo and redo of one beat's change. */
  readonly undo: Spread;
  readonly redo: Spread;
  readonly bulkRelabel: Spread;
  readonly bulkUndo: Spread;
  readonly bulkRedo: Spread;
  readonly bulkDelete: Spread;
  readonly columnsAfterBulk: Spread;
}

/** Beats of a bulk change. */
export const bulkBeats = 20_000;
const rounds = 100;
const bulkRounds = 7;
/** Half the shortest distance of the invented beats, which is 180 frames. */
const between = 90;

/** Corrects a session one beat at a time and in bulk; everything is taken back again. */
export async function measureCorrections(
  store: Store,
  sessionId: string,
  { samples }: AnalysedBeats,
): Promise<CorrectionFigures> {
  const random = createRandom(3);
  const anywhere = () => samples[random.integer(samples.length)]!;
  const sessions = createOpenSessions(store);
  const columns = () => sessions.columns(sessionId);
  const columnsFirst = await timed(columns);

  const single = {
    relabelled: [] as number[],
    inserted: [] as number[],
    insert: [] as number[],
    move: [] as number[],
    delete: [] as number[],
    undo: [] as number[],
    redo: [] as number[],
  };
  for (let round = 0; round < rounds; round++) {
    const sample = anywhere();
    const place = { sample: sample + between, clearance: 12 };
    await store.relabel(sessionId, [sample], 3, 'bench');
    single.relabelled.push(await timed(columns));
    single.insert.push(await timed(() => store.insertBeat(sessionId, place, { label: 2 }, 'bench')));
    single.inserted.push(await timed(columns));
    const nearby = { ...place, sample: place.sample + 5 };
    single.move.push(await timed(() => store.moveBeat(sessionId, place.sample, nearby, 'bench')));
    single.delete.push(await timed(() => store.deleteBeats(sessionId, [nearby.sample], 'bench')));
    single.undo.push(await timed(() => store.undo(sessionId, 'bench')));
    single.redo.push(await timed(() => store.redo(sessionId, 'bench')));
    for (let step = 0; step < 4; step++) await store.undo(sessionId, 'bench');
  }

  const bulk = { relabel: [] as number[], undo: [] as number[], redo: [] as number[], delete: [] as number[] };
  const afterBulk: number[] = [];
  for (let round = 0; round < bulkRounds; round++) {
    const first = random.integer(Math.max(1, samples.length - 2 * bulkBeats));
    const chosen = Array.from(samples.subarray(first, first + 2 * bulkBeats)).filter((_, index) => index % 2 === 0);
    bulk.relabel.push(await timed(() => store.relabel(sessionId, chosen, 4, 'bench')));
    afterBulk.push(await timed(columns));
    bulk.undo.push(await timed(() => store.undo(sessionId, 'bench')));
    bulk.redo.push(await timed(() => store.redo(sessionId, 'bench')));
    await store.undo(sessionId, 'bench');
    bulk.delete.push(await timed(() => store.deleteBeats(sessionId, chosen, 'bench')));
    await store.undo(sessionId, 'bench');
  }
  return {
    columnsFirst,
    columnsAfterRelabel: spread(single.relabelled),
    columnsAfterInsert: spread(single.inserted),
    insert: spread(single.insert),
    move: spread(single.move),
    delete: spread(single.delete),
    undo: spread(single.undo),
    redo: spread(single.redo),
    bulkRelabel: spread(bulk.relabel),
    bulkUndo: spread(bulk.undo),
    bulkRedo: spread(bulk.redo),
    bulkDelete: spread(bulk.delete),
    columnsAfterBulk: spread(afterBulk),
  };
}

function spread(times: readonly number[]): Spread {
  return { median: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

/** The figures as lines of a report. */
export function correctionLines(figures: CorrectionFigures): string[] {
  const words: Readonly<Record<keyof CorrectionFigures, string>> = {
    columnsFirst: 'columns, first read',
    columnsAfterRelabel: 'columns after a relabel',
    columnsAfterInsert: 'columns after an insert',
    insert: 'insert a beat',
    move: 'move a beat',
    delete: 'delete a beat',
    undo: 'undo of one beat',
    redo: 'redo of one beat',
    bulkRelabel: `relabel ${bulkBeats}`,
    bulkUndo: `undo of ${bulkBeats}`,
    bulkRedo: `redo of ${bulkBeats}`,
    bulkDelete: `delete ${bulkBeats}`,
    columnsAfterBulk: `columns after ${bulkBeats}`,
  };
  return (Object.keys(words) as (keyof CorrectionFigures)[]).map((name) => {
    const figure = figures[name];
    const times =
      typeof figure === 'number'
        ? `${figure.toFixed(2)} ms`
        : `${figure.median.toFixed(2)} ms, 95 % within ${figure.p95.toFixed(2)} ms`;
    return `${words[name].padEnd(28)} ${times}`;
  });
}
