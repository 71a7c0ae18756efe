import type { DisplayFilters } from '../../app/contract/signals.ts';
import type { Core } from '../core.ts';
import { sliceBuckets, type SignalLevel } from '../waveform/signal-level.ts';
import type { TraceSlice } from '../waveform/trace-slice.ts';

/**
 * Reads one slice of the leads on the paper at a level. Only samples are filtered: extremes are those of the signal as recorded.
 * The last slice of a recording is shorter.
 */
export async function readSlice(
  core: Core,
  recordingId: string,
  leads: readonly number[],
  level: SignalLevel,
  from: number,
  to: number,
  signal: AbortSignal,
  filters: DisplayFilters | null = null,
): Promise<TraceSlice> {
  const stretch = { recordingId, leads: [...leads], from, to };
  if (level.kind === 'samples') {
    const { samples } = await core.call('signal.read', filters ? { ...stretch, filters } : stretch, { signal });
    return { kind: 'samples', from, to, values: samples };
  }
  // Whole buckets, the last beyond the end: on the borders of blocks the core need not read a sample.
  const buckets = Math.min(sliceBuckets, Math.max(1, Math.ceil((to - from) / level.framesPerBucket)));
  const end = from + buckets * level.framesPerBucket;
  const { extremes } = await core.call('signal.overview', { ...stretch, to: end, buckets }, { signal });
  return { kind: 'extremes', from, to: end, values: extremes };
}
