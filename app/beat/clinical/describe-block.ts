import { CaliperError } from '../../contract/errors.ts';
import type { Recording } from '../../signal/recording.ts';
import { condition, conditioningMargin } from './conditioning.ts';
import { beatsOfBlock, type ContextBlock } from './blocks.ts';
import { clinicalFeatures, clinicalShape, morphologyOffsets } from './features.ts';
import { candidateLeads, orderLeads, preferenceOf } from './leads.ts';
import { writeMorphology } from './morphology.ts';
import { latenessOf, rhythmOf, writeRhythm } from './rhythm.ts';
import { medianWindow, unhurriedBeats } from './template.ts';
import { cutWindows, qrsPart, rangeOf, sampleAt, widePart, windowLength } from './window.ts';

/** The beats of a context block as rows of model input. */
export interface DescribedBeats {
  /** Index of the first of them among all beats. */
  readonly first: number;
  readonly count: number;
  /** count x 4 channels x windowLength. */
  readonly beats: Float32Array;
  /** count x clinicalFeatures.length. */
  readonly features: Float32Array;
  /** Indices of the leads that are the block's first and second one; fewer where fewer carry beats. */
  readonly leads: readonly number[];
}

/** Beats on either side of a block that its intervals are compared with. */
export const neighbours = 80;
/** Beats a second that no heart reaches: a denser list is no list of beats, and its description would fill the memory. */
const mostBeatsPerSecond = 10;
/** Amplitudes below this, in mV, are not enlarged to the size of usual beats: that would enlarge their noise. */
const leastGain = 0.3;
/** A lead counts as absent at a beat when it moves by less than this share of its usual QRS complex. */
const flat = 0.05;

/**
 * Describes the beats of one context block: reads it once, conditions each lead, and compares every beat with the others.
 *
 * Rows with a lead that carries nothing, or that the recording does not have, hold zeros in its place.
 *
 * @param samples all beats of the recording in frames, ascending
 * @throws CaliperError `too-large` for more beats than a heart can have; as the recording throws
 */
export async function describeBlock(
  recording: Recording,
  samples: Int32Array,
  block: ContextBlock,
  blocks: readonly ContextBlock[],
): Promise<DescribedBeats> {
  const { first, until } = beatsOfBlock(samples, block, blocks);
  const count = until - first;
  if (count > mostBeatsPerSecond * Math.ceil((block.to - block.from) / recording.rate)) {
    throw new CaliperError(
      'too-large',
      `${recording.name} has ${count} beats between frames ${block.from} and ${block.to}, more than any heart; detect its beats instead.`,
    );
  }
  const beats = new Float32Array(count * clinicalShape.leads.length * windowLength);
  const features = new Float32Array(count * clinicalFeatures.length);
  if (count === 0) return { first, count, beats, features, leads: [] };

  const start = Math.max(0, first - neighbours);
  const around = samples.subarray(start, Math.min(samples.length, until + neighbours));
  const seconds = Float64Array.from(around, (sample) => sample / recording.rate);
  const rhythm = rhythmOf(seconds, first - start, until - start);
  writeRhythm(rhythm, features, clinicalFeatures.length);

  const chosen = unhurriedBeats(latenessOf(rhythm));
  const leads = orderLeads(await readLeads(recording, samples.subarray(first, until), block));
  leads.forEach(({ windows, amplitude }, place) => {
    const gain = 1 / Math.max(leastGain, amplitude);
    for (let index = 0; index < windows.length; index++) windows[index]! *= gain;
    const present = Uint8Array.from({ length: count }, (_, beat) =>
      Number(rangeOf(windows, beat * windowLength, widePart) >= flat),
    );
    const template = medianWindow(windows, chosen);
    writeChannels(windows, template, present, beats, place);
    writeMorphology(windows, template, present, chosen, features, clinicalFeatures.length, morphologyOffsets[place]!);
  });
  return { first, count, beats, features, leads: leads.map(({ index }) => index) };
}

/** The windows of the block's beats in every lead that may be used, in mV. */
async function readLeads(recording: Recording, samples: Int32Array, block: ContextBlock) {
  const candidates = candidateLeads(recording);
  const margin = Math.round(conditioningMargin * recording.rate);
  const from = Math.max(0, block.from - margin);
  const raw = await recording.read(candidates, from, Math.min(recording.frames, block.to + margin));
  const centres = samples.map((sample) => sampleAt((sample - from) / recording.rate));
  return candidates.map((index, place) => {
    const lead = recording.leads[index]!;
    const windows = cutWindows(condition(raw[place]!, lead), centres);
    const ranges = Float32Array.from(centres, (_, beat) => rangeOf(windows, beat * windowLength, qrsPart)).sort();
    return { index, preference: preferenceOf(lead.name), amplitude: ranges[ranges.length >> 1]!, windows };
  });
}

/** Writes a lead and how it deviates from the template into the rows, where the lead is present. */
function writeChannels(
  windows: Float32Array,
  template: Float32Array,
  present: Uint8Array,
  into: Float32Array,
  place: number,
): void {
  const channels = clinicalShape.leads.length;
  for (let beat = 0; beat < present.length; beat++) {
    if (present[beat] === 0) continue;
    const lead = (beat * channels + place) * windowLength;
    const deviation = lead + (channels / 2) * windowLength;
    for (let index = 0; index < windowLength; index++) {
      const value = windows[beat * windowLength + index]!;
      into[lead + index] = value;
      into[deviation + index] = value - template[index]!;
    }
  }
}
