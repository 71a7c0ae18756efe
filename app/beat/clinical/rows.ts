import { CaliperError } from '../../contract/errors.ts';
import type { Recording } from '../../signal/recording.ts';
import type { BeatBatch } from '../segment.ts';
import type { RowShape } from '../shape.ts';
import { requireAscending } from '../spans.ts';
import { contextBlocks, type ContextBlock } from './blocks.ts';
import { describeBlock } from './describe-block.ts';
import { clinicalFeatures, clinicalShape } from './features.ts';

/** Consecutive rows of a model that compares beats with each other. */
export interface ClinicalBatch extends BeatBatch {
  /** count x features values. */
  readonly features: Float32Array;
  /** Indices of the first and the second lead of the batch's block; fewer where fewer carry beats. */
  readonly leads: readonly number[];
}

export interface ClinicalOptions {
  /** Rows in a batch at most. */
  readonly batch?: number;
  /** Context blocks to describe, of those that {@link contextBlocks} gives: what one of several processes works on. All when left out. */
  readonly blocks?: readonly ContextBlock[];
}

/**
 * Turns beat positions into rows of the clinical model, a context block of 30 minutes after the other: memory does not grow with
 * the length of the recording, and blocks can be described in any order or at the same time.
 *
 * @param samples beat positions in frames, ascending; all of them, also where only some blocks are asked for
 * @param shape what the model's specification says about its rows
 * @throws CaliperError `unsupported` for a model that reads other rows, `invalid-input` for unsorted beats, `damaged-file`
 */
export async function* clinicalRows(
  recording: Recording,
  samples: Int32Array,
  shape: RowShape & { readonly features: readonly string[] },
  options: ClinicalOptions = {},
): AsyncGenerator<ClinicalBatch> {
  requireClinical(shape);
  requireAscending(samples);
  const batch = options.batch ?? 256;
  const all = contextBlocks(recording.frames, recording.rate);
  const wanted = options.blocks;
  const blocks = wanted ? all.filter(({ from }) => wanted.some((block) => block.from === from)) : all;
  const values = clinicalShape.leads.length * clinicalShape.length;
  for (const block of blocks) {
    const { first, count, beats, features, leads } = await describeBlock(recording, samples, block, all);
    for (let from = 0; from < count; from += batch) {
      const until = Math.min(count, from + batch);
      yield {
        first: first + from,
        count: until - from,
        beats: beats.slice(from * values, until * values),
        features: features.slice(from * clinicalFeatures.length, until * clinicalFeatures.length),
        leads,
      };
    }
  }
}

function requireClinical(shape: RowShape & { readonly features: readonly string[] }): void {
  const { rate, length, leads, window } = clinicalShape;
  const same =
    shape.rate === rate &&
    shape.length === length &&
    shape.leads.join() === leads.join() &&
    JSON.stringify(shape.window) === JSON.stringify(window) &&
    shape.features.join() === clinicalFeatures.join();
  if (same) return;
  throw new CaliperError(
    'unsupported',
    'The model was made for other rows than this version makes of a recording; choose a model of this version.',
  );
}
