import { beatClasses, notAnalysed } from '../contract/classes.ts';
import type { Inference, InferenceSettings, ModelFile, OpenModel } from '../inference/client.ts';
import type { AnalysedBeats } from '../store/store.ts';
import type { AnalysisStages } from './analysis-stages.ts';
import type { BeatPositions, BeatSource } from './beat-positions.ts';
import { classifyBeats } from './classify-beats.ts';
import { growingBeats } from './growing-beats.ts';
import { remainingTime } from './remaining-time.ts';
import { timed } from './timed.ts';

/** What is to be done with the beats of a recording. */
export interface NamingRequest {
  readonly inference: Inference;
  readonly settings: InferenceSettings;
  /** Who names the beats; nobody when null, they are then kept as not analysed. */
  readonly model: (ModelFile & { readonly open: OpenModel }) | null;
  readonly source: BeatSource;
  readonly stages: AnalysisStages;
  readonly signal: AbortSignal;
  /** Takes consecutive beats, in order. */
  readonly keep: (beats: AnalysedBeats) => Promise<void>;
  /** Told in words what is done, and the share of it from 0 to 1. */
  readonly report: (note: string, share: number) => void;
}

export interface NamedRecording {
  readonly beats: number;
  /** Beats for which the model gave no number. */
  readonly notNamed: number;
  /** Execution providers that named beats. */
  readonly providers: readonly string[];
}

/**
 * Finds, cuts, names and keeps the beats of a recording as one stream: each piece goes on as soon as what it depends on is
 * known, so memory does not grow with the length, and models work in processes of their own meanwhile.
 *
 * @throws CaliperError as reading, detection, inference and keeping throw
 */
export async function nameRecording(request: NamingRequest): Promise<NamedRecording> {
  const { inference, settings, model, source, stages, signal, report } = request;
  const { frames } = stages.forFinding;
  const beats = growingBeats();
  const providers = new Set<string>();
  let [found, named, notNamed] = [0, 0, 0];

  function tell(): void {
    const share = (found + named) / (2 * Math.max(1, frames));
    const doing = named > 0 ? `naming beats, ${beats.count().toLocaleString('en')} found so far` : 'finding beats';
    const remaining = remainingTime(stages.elapsed(), share);
    report(remaining === null ? doing : `${doing}, ${remaining}`, share);
  }

  async function* foundBeats(): AsyncGenerator<Int32Array> {
    for await (const part of timed(source.parts, stages.finding)) {
      signal.throwIfAborted();
      beats.append(part);
      found = (part.samples.at(-1) ?? found) + 1;
      tell();
      yield part.samples;
    }
  }

  async function keep(part: AnalysedBeats): Promise<void> {
    const from = performance.now();
    await request.keep(part);
    stages.storing.seconds += (performance.now() - from) / 1000;
  }

  if (model === null) {
    for await (const part of foundBeats()) {
      await keep(unnamed(beats.slice(beats.count() - part.length, beats.count())));
    }
  } else {
    const options = { ...settings, signal, preparing: stages.preparing };
    const rows = classifyBeats(inference, model, model.open, stages.forPreparing, foundBeats(), options);
    for await (const { first, count, labels, probabilities, provider } of rows) {
      const positions = beats.slice(first, first + count);
      await keep({ ...positions, labels, probabilities });
      providers.add(provider);
      for (const label of labels) if (label === notAnalysed) notNamed++;
      named = (positions.samples.at(-1) ?? named) + 1;
      tell();
    }
  }
  signal.throwIfAborted();
  return { beats: beats.count(), notNamed, providers: [...providers] };
}

function unnamed(positions: BeatPositions): AnalysedBeats {
  const count = positions.samples.length;
  const labels = new Uint8Array(count).fill(notAnalysed);
  return { ...positions, labels, probabilities: new Uint16Array(count * beatClasses.length) };
}
