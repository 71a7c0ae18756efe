import type { Core } from '../core.ts';
import { sliceBuckets, type SignalLevel } from '../waveform/signal-level.ts';
import type { TraceSlice } from '../waveform/trace-slice.ts';

/** Reads one slice of the leads on the paper at a level. The last slice of a recording is shorter. */
export async function readSlice(
  core: Core,
  recordingId: string,
  leads: readonly number[],
  level: SignalLevel,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<TraceSlice> {
  const stretch = { recordingId, leads: [...leads], from, to };
  if (level.kind === 'samples') {
    const { samples } = await core.call('signal.read', stretch, { signal });
    return { kind: 'samples', from, to, values: samples };
  }
  const buckets = Math.min(sliceBuckets, Math.max(1, Math.ceil((to - from) / level.framesPerBucket)));
  const { extremes } = await core.call('signal.overview', { ...stretch, buckets }, { signal });
  return { kind: 'extremes', from, to, values: extremes };
}
