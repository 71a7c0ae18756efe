import { createHash } from 'node:crypto';

import * as v from 'valibot';

import { CaliperError } from '../contract/errors.ts';
import { EpochRecord } from '../contract/model-card.ts';
import type { StateLayout, TrainingState } from '../model/training-state.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const Header = v.object({
  version: v.literal(1),
  /** SHA-256 of everything that decides the course of the training; a checkpoint fits its own recipe and data only. */
  recipe: v.string(),
  /** SHA-256 of the numbers behind the header. */
  sha256: v.string(),
  step: count,
  bestEpoch: count,
  /** Whether a moving average of parameters and statistics lies between the state and the best epoch. */
  averaged: v.optional(v.boolean(), false),
  seconds: v.number(),
  epochs: v.array(EpochRecord),
});

/** The parameters and running statistics of an epoch. */
export type Snapshot = Pick<TrainingState, 'parameters' | 'statistics'>;

/** Everything that training needs to go on after an epoch as if it had never stopped. */
export interface Checkpoint {
  readonly recipe: string;
  readonly state: TrainingState;
  /** Moving average of the state, where the recipe keeps one. */
  readonly average: Snapshot | null;
  readonly best: Snapshot;
  readonly bestEpoch: number;
  readonly epochs: readonly EpochRecord[];
  /** Time spent so far. */
  readonly seconds: number;
}

const magic = 'CALIPERCHECKPT1\n';
const longestHeader = 16 * 1024 * 1024;

/** Writes a checkpoint: 16 bytes of name, header length (uint32), JSON header, numbers (float32, little-endian). */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array<ArrayBuffer> {
  const { state, average, best } = checkpoint;
  const moments = [...state.parameters, ...state.means, ...state.squares, state.statistics];
  const arrays = [...moments, ...(average ? arraysOf(average) : []), ...arraysOf(best)];
  const numbers = new Uint8Array(4 * arrays.reduce((sum, array) => sum + array.length, 0));
  let offset = 0;
  for (const array of arrays) {
    numbers.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += array.byteLength;
  }
  const header = new TextEncoder().encode(
    JSON.stringify({
      version: 1,
      recipe: checkpoint.recipe,
      sha256: createHash('sha256').update(numbers).digest('hex'),
      step: state.step,
      bestEpoch: checkpoint.bestEpoch,
      averaged: average !== null,
      seconds: checkpoint.seconds,
      epochs: checkpoint.epochs,
    }),
  );
  const bytes = new Uint8Array(magic.length + 4 + header.length + numbers.length);
  bytes.set(new TextEncoder().encode(magic));
  new DataView(bytes.buffer).setUint32(magic.length, header.length, true);
  bytes.set(header, magic.length + 4);
  bytes.set(numbers, magic.length + 4 + header.length);
  return bytes;
}

/**
 * Reads a checkpoint of the network with this layout.
 *
 * @throws CaliperError `damaged-file`; `conflict` when it belongs to another network, recipe or data set
 */
export function decodeCheckpoint(bytes: Uint8Array, layout: StateLayout, recipe: string): Checkpoint {
  const { header, numbers } = readHeader(bytes);
  if (header.recipe !== recipe)
    throw new CaliperError(
      'conflict',
      'The checkpoint belongs to a training with other settings or data; repeat those, or start without it.',
    );
  const sizes = layout.groups.map((group) => group.size);
  const snapshots = header.averaged ? 3 : 2;
  const total = (snapshots + 2) * sizes.reduce((sum, size) => sum + size, 0) + snapshots * layout.statisticsSize;
  if (numbers.length !== 4 * total || createHash('sha256').update(numbers).digest('hex') !== header.sha256)
    throw damaged();
  const values = new Float32Array(numbers.slice().buffer);
  let offset = 0;
  const take = (size: number) => values.slice(offset, (offset += size));
  const group = () => sizes.map(take);
  const state = {
    step: header.step,
    parameters: group(),
    means: group(),
    squares: group(),
    statistics: take(layout.statisticsSize),
  };
  const snapshot = (): Snapshot => ({ parameters: group(), statistics: take(layout.statisticsSize) });
  const average = header.averaged ? snapshot() : null;
  const best = snapshot();
  return { recipe, state, average, best, bestEpoch: header.bestEpoch, epochs: header.epochs, seconds: header.seconds };
}

/** SHA-256 over parameters and running statistics: equal for equal trainings. */
export function hashWeights(snapshot: Snapshot): string {
  const hash = createHash('sha256');
  for (const array of arraysOf(snapshot)) hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return hash.digest('hex');
}

function arraysOf({ parameters, statistics }: Snapshot): Float32Array[] {
  return [...parameters, statistics];
}

function readHeader(bytes: Uint8Array) {
  const start = magic.length + 4;
  if (bytes.length < start || new TextDecoder('latin1').decode(bytes.subarray(0, magic.length)) !== magic)
    throw damaged();
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length, true);
  if (length > longestHeader || start + length > bytes.length) throw damaged();
  const header = v.safeParse(Header, parse(new TextDecoder().decode(bytes.subarray(start, start + length))));
  if (!header.success) throw damaged();
  return { header: header.output, numbers: bytes.subarray(start + length) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function damaged(): CaliperError {
  return new CaliperError('damaged-file', 'The checkpoint is damaged or none of ours; start the training without it.');
}
