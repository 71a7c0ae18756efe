import { classOfCode } from '../../../app/beat/classes.ts';
import type { ClassMapping } from '../../../app/beat/classes.ts';
import { clinicalRows } from '../../../app/beat/clinical/rows.ts';
import { segmentBeats } from '../../../app/beat/segment.ts';
import { beatClasses } from '../../../app/contract/classes.ts';
import type { GroupedBeats } from '../../../app/evaluation/named-beats.ts';
import { isBeatCode } from '../../../app/formats/wfdb/codes.ts';
import { createInference } from '../../../app/inference/client.ts';
import type { Inference, ModelFile } from '../../../app/inference/client.ts';
import { launchChild } from '../../../app/host/launch.ts';
import { decide } from '../../../app/model/decision.ts';
import type { ModelSpecification } from '../../../app/model/specification.ts';
import type { Recording } from '../../../app/signal/recording.ts';

/** A model that is ready to name beats. */
export interface Namer {
  readonly specification: ModelSpecification;
  /** Probabilities as they leave the model, five a beat. @param samples frames, ascending */
  name(recording: Recording, samples: Int32Array): Promise<Float32Array>;
}

const classes = beatClasses.length;

/** Opens a model for as long as `use` runs. */
export async function withModel<Result>(
  model: ModelFile,
  signal: AbortSignal,
  use: (namer: Namer) => Promise<Result>,
): Promise<Result> {
  const inference = createInference({ launch: launchChild });
  try {
    const { specification } = await inference.load(model);
    return await use({
      specification,
      name: (recording, samples) => nameBeats(inference, model, specification, recording, samples, signal),
    });
  } finally {
    await inference.close();
  }
}

async function nameBeats(
  inference: Inference,
  model: ModelFile,
  specification: ModelSpecification,
  recording: Recording,
  samples: Int32Array,
  signal: AbortSignal,
): Promise<Float32Array> {
  const rows =
    specification.preparation === 'clinical'
      ? clinicalRows(recording, samples, specification)
      : segmentBeats(recording, samples, specification);
  const probabilities = new Float32Array(samples.length * classes);
  for await (const part of inference.classify(model, rows, { signal })) {
    if (part.probabilities.some(Number.isNaN)) throw new Error(`${recording.name}: some beats could not be named.`);
    probabilities.set(part.probabilities, part.first * classes);
  }
  return probabilities;
}

/** One recording's beats, named. */
export interface NamedRecord {
  readonly record: string;
  readonly samples: Int32Array;
  /** As they leave the model. */
  readonly probabilities: Float32Array;
  /** Class of the reference of each beat. */
  readonly labels: Uint8Array;
}

/** Names the beats of a recording at its reference annotations. */
export async function nameAtReference(
  namer: Namer,
  recording: Recording,
  mapping: ClassMapping = namer.specification.mapping,
): Promise<NamedRecord> {
  const beats = (await recording.annotations('atr')).filter(({ code }) => isBeatCode(code));
  const samples = Int32Array.from(beats, ({ sample }) => sample);
  return {
    record: recording.name,
    samples,
    probabilities: await namer.name(recording, samples),
    labels: Uint8Array.from(beats, ({ code }) => classOfCode(code, mapping)),
  };
}

/** Beats of several recordings with their classes at an operating point, the model's own when left out. */
export function decideAll(
  named: readonly NamedRecord[],
  { decision }: ModelSpecification,
  strength?: number,
): GroupedBeats {
  const count = named.reduce((sum, { labels }) => sum + labels.length, 0);
  const raw = new Float32Array(count * classes);
  const labels = new Uint8Array(count);
  const recordOf = new Uint16Array(count);
  let at = 0;
  for (const [record, part] of named.entries()) {
    raw.set(part.probabilities, at * classes);
    labels.set(part.labels, at);
    recordOf.fill(record, at, at + part.labels.length);
    at += part.labels.length;
  }
  const decided = decide(raw, decision, strength);
  return {
    probabilities: decided.probabilities,
    predictions: decided.labels,
    labels,
    recordOf,
    records: named.map(({ record }) => record),
  };
}
