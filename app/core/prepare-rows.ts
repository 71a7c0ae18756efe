import { beatsOfBlock, contextBlocks } from '../beat/clinical/blocks.ts';
import { neighbours } from '../beat/clinical/describe-block.ts';
import { clinicalRows } from '../beat/clinical/rows.ts';
import { segmentBeats } from '../beat/segment.ts';
import type { Batch } from '../inference/classify-batches.ts';
import type { ModelSpecification } from '../model/specification.ts';
import type { Recording } from '../signal/recording.ts';
import { growingSamples, type Growing } from './growing-samples.ts';

/** Consecutive rows of model input. */
export interface PreparedRows extends Batch {
  /** Index of the first beat. */
  readonly first: number;
}

/** Rows in a batch. */
const batch = 256;
/** Beats that are cut at a time by models that look at one beat. */
const stretch = 2_048;
/** Beats after a beat whose positions its row depends on (see `spansToNextBeat`). */
const following = 2;

/**
 * Turns beats into rows of model input while they are still being found: what has been found is cut as soon as what follows it
 * is known. The rows are those that all beats at once would give, in the same order.
 *
 * @param parts beats in frames, ascending over all parts
 * @throws CaliperError as `clinicalRows` and `segmentBeats`
 */
export async function* prepareRows(
  recording: Recording,
  specification: ModelSpecification,
  parts: AsyncIterable<Int32Array>,
): AsyncGenerator<PreparedRows> {
  const samples = growingSamples();
  const cut = specification.preparation === 'clinical' ? clinicalCutter : singleCutter;
  const cutter = cut(recording, specification, samples);
  for await (const part of parts) {
    samples.append(part);
    yield* cutter(false);
  }
  yield* cutter(true);
}

/** Gives the rows that can be made now; all that are left when the beats have ended. */
type Cutter = (ended: boolean) => AsyncGenerator<PreparedRows>;

function clinicalCutter(recording: Recording, specification: ModelSpecification, samples: Growing<Int32Array>): Cutter {
  const blocks = contextBlocks(recording.frames, recording.rate);
  let next = 0;
  return async function* (ended) {
    for (; next < blocks.length; next++) {
      const block = blocks[next]!;
      const all = samples.view();
      const { first, until } = beatsOfBlock(all, block, blocks);
      if (!ended && until + neighbours > all.length) return;
      const start = Math.max(0, first - neighbours);
      const around = all.slice(start, until + neighbours);
      for await (const rows of clinicalRows(recording, around, specification, { batch, blocks: [block] })) {
        yield { ...rows, first: start + rows.first };
      }
    }
  };
}

function singleCutter(recording: Recording, specification: ModelSpecification, samples: Growing<Int32Array>): Cutter {
  let first = 0;
  return async function* (ended) {
    const known = samples.view().length;
    const until = ended ? known : known - following;
    if (until <= first || (!ended && until - first < stretch)) return;
    const around = samples.view().slice(first, known);
    const values = specification.leads.length * specification.length;
    const start = first;
    first = until;
    for await (const rows of segmentBeats(recording, around, specification, { batch })) {
      const count = Math.min(rows.count, until - start - rows.first);
      if (count <= 0) return;
      const beats = count < rows.count ? rows.beats.slice(0, count * values) : rows.beats;
      yield { first: start + rows.first, count, beats };
    }
  };
}
