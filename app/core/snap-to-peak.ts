import { placeFiducial } from '../beat/fiducial.ts';
import { electrocardiogramLeads } from '../beat/leads.ts';
import { invalidSample, type Lead, type Recording } from '../signal/recording.ts';

/** A peak is looked for within this many seconds. */
const reach = 0.1;
/** Read on both sides: the reach, and what the resting level is taken from. */
const margin = 0.4;

/**
 * The R peak within 100 ms of a frame, found as the detector finds it: on the first lead whose deflection there is at least
 * half of the largest. The frame itself where no lead can be read.
 */
export async function snapToPeak(recording: Recording, sample: number): Promise<number> {
  const leads = electrocardiogramLeads(recording);
  if (leads.length === 0) return sample;
  const from = Math.max(0, sample - Math.ceil(margin * recording.rate));
  const to = Math.min(recording.frames, sample + Math.ceil(margin * recording.rate) + 1);
  const windows = await recording.read(leads, from, to);
  const centres = leads.map((index) => (sample - from) * recording.leads[index]!.samplesPerFrame);
  const sizes = windows.map((window, place) => deflection(window, centres[place]!, recording.leads[leads[place]!]!));
  const best = Math.max(...sizes);
  const place = sizes.findIndex((size) => size > 0 && 2 * size >= best);
  if (place < 0) return sample;
  const lead = recording.leads[leads[place]!]!;
  const found = placeFiducial(windows[place]!, centres[place]!, lead.rate, lead.gain < 0 ? -1 : 1);
  return from + Math.floor(found / lead.samplesPerFrame);
}

/** Highest less lowest value within reach, in physical units; 0 when the lead has a gap there. */
function deflection(samples: Int32Array, centre: number, lead: Lead): number {
  const width = Math.round(reach * lead.rate);
  const near = samples.subarray(Math.max(0, centre - width), centre + width + 1);
  if (samples.includes(invalidSample)) return 0;
  let lowest = Infinity;
  let highest = -Infinity;
  for (const value of near) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return (highest - lowest) / Math.abs(lead.gain);
}
