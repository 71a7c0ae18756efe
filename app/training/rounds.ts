import { cpus } from 'node:os';

/** One workload: what it does and how much of it. */
export interface Workload {
  /** Does the work once. */
  readonly run: () => Promise<void>;
  /** Floating-point operations of one run (a multiply-add is two). */
  readonly operations: number;
  /** What one run handles: beats. */
  readonly units: number;
}

export interface RoundsOptions {
  /** Time to measure for, in seconds. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** A workload beside the ceiling, medians over rounds. */
export interface Comparison {
  /** Units a second. */
  readonly rate: number;
  /** Billions of floating-point operations a second of the workload and of the ceiling. */
  readonly gigaflops: number;
  readonly ceiling: number;
  readonly ratio: number;
  /** Highest rate and highest ceiling of any round, and their ratio. */
  readonly best: { readonly rate: number; readonly ceiling: number; readonly ratio: number };
  readonly rounds: number;
  /** Rounds that other programs left alone; where there are enough, the medians are over these only. */
  readonly quietRounds: number;
}

/** Other programs may use so much of one processor in a quiet round. */
const quietShare = 0.12;
const enoughRounds = 9;

interface Round {
  readonly rate: number;
  readonly gigaflops: number;
  readonly ceiling: number;
  readonly quiet: boolean;
}

/**
 * Measures a workload and its ceiling in turns, so that both see the same machine.
 *
 * @param repeats runs of the ceiling in a round
 */
export async function compareInRounds(
  workload: Workload,
  ceiling: Workload,
  repeats: number,
  { seconds, signal }: RoundsOptions,
): Promise<Comparison> {
  for (const { run } of [workload, ceiling]) for (let warm = 0; warm < 3; warm++) await run();
  const rounds: Round[] = [];
  const end = performance.now() + seconds * 1000;
  while (rounds.length < 5 || performance.now() < end) {
    signal.throwIfAborted();
    const ceilingWindow = await timed(ceiling, repeats);
    const window = await timed(workload, 1);
    rounds.push({
      rate: workload.units / window.seconds,
      gigaflops: workload.operations / window.seconds / 1e9,
      ceiling: (ceiling.operations * repeats) / ceilingWindow.seconds / 1e9,
      quiet: window.others < quietShare && ceilingWindow.others < quietShare,
    });
  }
  const quiet = rounds.filter((round) => round.quiet);
  const counted = quiet.length >= enoughRounds ? quiet : rounds;
  const rate = median(counted.map((round) => round.rate));
  const gigaflops = median(counted.map((round) => round.gigaflops));
  const reached = median(counted.map((round) => round.ceiling));
  const bestRate = Math.max(...rounds.map((round) => round.rate));
  const bestCeiling = Math.max(...rounds.map((round) => round.ceiling));
  const bestRatio = Math.max(...rounds.map((round) => round.gigaflops)) / bestCeiling;
  return {
    rate,
    gigaflops,
    ceiling: reached,
    ratio: gigaflops / reached,
    best: { rate: bestRate, ceiling: bestCeiling, ratio: bestRatio },
    rounds: rounds.length,
    quietRounds: quiet.length,
  };
}

/**
 * The threads of an ONNX session look for work for a while after their last run. In the first runs of the other session
 * they would take a processor from it: both figures of a round then fall, the ceiling of two threads by a third.
 */
const settlingMilliseconds = 60;

/** Time of `count` runs, and how many processors other programs kept busy meanwhile. */
async function timed({ run }: Workload, count: number): Promise<{ seconds: number; others: number }> {
  await new Promise((settled) => setTimeout(settled, settlingMilliseconds));
  await run();
  const machine = busySeconds();
  const own = process.cpuUsage();
  const started = performance.now();
  for (let index = 0; index < count; index++) await run();
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(own);
  return { seconds, others: (busySeconds() - machine - (used.user + used.system) / 1e6) / seconds };
}

function busySeconds(): number {
  return cpus().reduce((sum, { times }) => sum + (times.user + times.nice + times.sys + times.irq) / 1000, 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
