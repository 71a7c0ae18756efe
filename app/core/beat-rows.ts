import { beatsOfBlock, contextBlocks } from '../beat/clinical/blocks.ts';
import { neighbours } from '../beat/clinical/describe-block.ts';
import { clinicalRows } from '../beat/clinical/rows.ts';
import { modelLeads } from '../beat/leads.ts';
import { segmentBeats } from '../beat/segment.ts';
import type { ModelSpecification } from '../model/specification.ts';
import type { Recording } from '../signal/recording.ts';

/** What a model read of one beat. */
export interface BeatRow {
  readonly specification: ModelSpecification;
  /** leads x length values. */
  readonly beats: Float32Array;
  readonly features: Float32Array;
  /** Indices of the leads that are its first and second one; fewer where fewer carry beats. */
  readonly leads: readonly number[];
  /** Values before the fiducial. */
  readonly before: number;
}

/** Rows of the block asked for last: they are described together, so the next beat of the half hour costs nothing. */
interface KnownBlock {
  readonly key: string;
  readonly first: number;
  readonly beats: Float32Array;
  readonly features: Float32Array;
  readonly leads: readonly number[];
}

/** Makes the rows of single beats again, the same that they were named by. */
export function createBeatRows() {
  let known: Promise<KnownBlock> | null = null;
  let knownKey = '';

  async function clinicalRow(
    recording: Recording,
    samples: Int32Array,
    beat: number,
    specification: ModelSpecification,
    run: string,
  ): Promise<BeatRow> {
    const blocks = contextBlocks(recording.frames, recording.rate);
    const spans = blocks.map((block) => beatsOfBlock(samples, block, blocks));
    const number = spans.findIndex(({ until }) => beat < until);
    const key = `${run} ${number}`;
    if (knownKey !== key) {
      knownKey = key;
      known = describe(recording, samples, spans[number]!, specification, key, number);
      known.catch(() => (knownKey = ''));
    }
    const { first, beats, features, leads } = await known!;
    const values = specification.leads.length * specification.length;
    const width = specification.features.length;
    return {
      specification,
      beats: beats.slice((beat - first) * values, (beat - first + 1) * values),
      features: features.slice((beat - first) * width, (beat - first + 1) * width),
      leads,
      before: specification.window.kind === 'around-fiducial' ? specification.window.before : 0,
    };
  }

  return {
    /**
     * @param samples every beat of the run
     * @param run tells runs apart
     * @throws CaliperError as `clinicalRows` and `segmentBeats`
     */
    async of(
      recording: Recording,
      samples: Int32Array,
      beat: number,
      specification: ModelSpecification,
      run: string,
    ): Promise<BeatRow> {
      if (specification.preparation === 'clinical') return clinicalRow(recording, samples, beat, specification, run);
      const start = Math.max(0, beat - 1);
      const { window } = specification;
      const leads = modelLeads(recording, specification.leads);
      for await (const rows of segmentBeats(recording, samples.slice(start, beat + 4), specification, { leads })) {
        const values = specification.leads.length * specification.length;
        const at = (beat - start - rows.first) * values;
        const beats = rows.beats.slice(at, at + values);
        const before = window.kind === 'around-fiducial' ? window.before : 0;
        if (beats.length === values) return { specification, beats, features: new Float32Array(0), leads, before };
      }
      throw new Error('A beat has no row.');
    },
  };
}

async function describe(
  recording: Recording,
  samples: Int32Array,
  { first, until }: { first: number; until: number },
  specification: ModelSpecification,
  key: string,
  number: number,
): Promise<KnownBlock> {
  const start = Math.max(0, first - neighbours);
  const around = samples.slice(start, until + neighbours);
  const block = contextBlocks(recording.frames, recording.rate)[number]!;
  const batch = until - first;
  for await (const rows of clinicalRows(recording, around, specification, { batch, blocks: [block] }))
    return { key, first: start + rows.first, beats: rows.beats, features: rows.features, leads: rows.leads };
  throw new Error('A block of beats has no rows.');
}
