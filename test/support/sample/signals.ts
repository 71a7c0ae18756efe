import type { ApplicationContract } from '../../../app/contract/application.ts';
import type { Handlers } from '../../../app/rpc/contract.ts';
import { readExtremes } from '../../../app/signal/extremes.ts';
import { readFiltered } from '../../../app/signal/filters/read-filtered.ts';
import type { Recording } from '../../../app/signal/recording.ts';
import { sampleSignal, type SampleRecording } from './recordings.ts';

type SignalCalls = 'signal.read' | 'signal.overview' | 'signal.describe' | 'signal.leads';

/** The signals of invented recordings, filtered and summed up as the real core does it. */
export function sampleSignals(
  recordingOf: (id: string) => SampleRecording,
): Pick<Handlers<ApplicationContract>, SignalCalls> {
  return {
    'signal.read': async ({ recordingId, leads, from, to, filters }) => {
      const recording = signalOf(recordingOf(recordingId));
      const end = Math.min(to, recording.frames);
      const samples = filters
        ? await readFiltered(recording, leads, from, end, filters)
        : await recording.read(leads, from, end);
      return { from, to: end, samples };
    },
    'signal.overview': async ({ recordingId, leads, from, to, buckets }) => {
      const found = await readExtremes(signalOf(recordingOf(recordingId)), leads, from, to, buckets);
      const interleaved = found.map(({ minimum, maximum }) =>
        Int32Array.from({ length: 2 * buckets }, (_, index) => (index % 2 === 0 ? minimum : maximum)[index >> 1]!),
      );
      return { from, to, extremes: interleaved };
    },
    'signal.describe': () => ({ startedAt: '2026-03-02T21:40:00' }),
    'signal.leads': ({ recordingId }) => ({
      leads: recordingOf(recordingId).row.leads.map(() => ({ span: 290, still: 0 })),
    }),
  };
}

function signalOf(sample: SampleRecording): Recording {
  const { row } = sample;
  return {
    name: row.name,
    format: 'wfdb',
    rate: row.rate,
    frames: row.frames,
    leads: row.leads.map((lead) => ({ ...lead, samplesPerFrame: 1, resolution: 11 })),
    patient: row.patient,
    comments: [],
    warnings: [],
    annotators: [],
    files: [],
    read: (leads, from, to) => Promise.resolve(leads.map((lead) => sampleSignal(sample, lead, from, to))),
    annotations: () => Promise.resolve([]),
  };
}
