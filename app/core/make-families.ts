import { setImmediate as turn } from 'node:timers/promises';

import { usualJoin } from '../contract/families.ts';
import { cutLength } from '../families/grid.ts';
import { createLeaders, type Leader } from '../families/leaders.ts';
import { adopt, chooseParts } from '../families/parts.ts';
import { readSignals } from '../families/read-signals.ts';
import { packShapes, unpackShape } from '../families/shape-chunk.ts';
import type { Recording } from '../signal/recording.ts';
import type { FamilyColumns, FamilyStore } from '../store/families.ts';
import { eachChunk } from './family-shapes.ts';

/** A part that no beat has: it is alone with its shape. */
export const alone = 65_535;
/** Beats that are kept together: one write to the disk. */
const chunkBeats = 4096;
/** Beats between two turns of other calls. */
const atATime = 256;
/** Share of the work that the first pass over the signal takes. */
const firstPass = 0.97;

export interface MakeRequest {
  readonly store: FamilyStore;
  readonly recording: Recording;
  readonly sessionId: string;
  /** Leads compared, by index. */
  readonly leads: readonly number[];
  /** Fiducials in frames, ascending. */
  readonly samples: Int32Array;
  readonly signal: AbortSignal;
  /** Beats done, of all. */
  readonly report: (done: number) => void;
}

/**
 * Groups the beats of a session by shape and keeps the result, all or nothing. One pass over the signal gathers beats under
 * leaders and keeps their shapes; a second one over the shapes gives beats whose leader came to nothing to the part that they
 * are most like. Memory: 11 bytes a beat and one block of signal.
 *
 * @throws CaliperError as the recording throws; what `signal` was aborted with
 */
export async function makeFamilies({
  store,
  recording,
  sessionId,
  leads,
  samples,
  signal,
  report,
}: MakeRequest): Promise<void> {
  const making = await store.begin(sessionId, { leads, cutLength });
  try {
    const leaders = createLeaders(leads.length);
    const numbers = new Int32Array(samples.length);
    const length = leads.length * cutLength;
    const cuts = new Float32Array(chunkBeats * length);
    let kept = 0;
    for await (const { signals, first, centres } of readSignals(recording, leads, samples)) {
      for (let place = 0; place < centres.length; place++) {
        const index = first + place;
        numbers[index] = leaders.place(signals, centres[place]!, cuts, (index - kept) * length);
        if (index + 1 - kept === chunkBeats) {
          await store.append(making, packShapes(kept, chunkBeats, leads.length, cuts));
          kept = index + 1;
        }
        if (place % atATime !== atATime - 1) continue;
        await turn();
        signal.throwIfAborted();
      }
      signal.throwIfAborted();
      report(Math.floor((first + centres.length) * firstPass));
    }
    const rest = samples.length - kept;
    if (rest > 0) await store.append(making, packShapes(kept, rest, leads.length, cuts));
    await store.finish(making, await settle(store, { id: making, samples }, leads.length, leaders.standing(), numbers));
    report(samples.length);
  } catch (error) {
    await store.abandon(making);
    throw error;
  }
}

/** Names the parts and gives every beat one of them. */
async function settle(
  store: FamilyStore,
  making: { readonly id: number; readonly samples: Int32Array },
  leads: number,
  standing: readonly Leader[],
  numbers: Int32Array,
): Promise<FamilyColumns> {
  const chosen = chooseParts(standing, leads, usualJoin);
  const partOf = new Map(chosen.map(({ number }, part) => [number, part]));
  const count = making.samples.length;
  const parts = Uint16Array.from(numbers, (number) => partOf.get(number) ?? alone);
  const shifts = new Int8Array(count);
  const cut = new Float32Array(leads * cutLength);
  if (parts.includes(alone)) {
    for await (const chunk of eachChunk(store, making)) {
      for (let place = 0; place < chunk.count; place++) {
        if (parts[chunk.first + place] !== alone) continue;
        unpackShape(chunk, place, leads, cut);
        const found = adopt(chosen, cut, leads);
        if (!found) continue;
        parts[chunk.first + place] = found.part;
        shifts[chunk.first + place] = found.shift;
      }
    }
  }
  const counts = new Uint32Array(chosen.length);
  for (const part of parts) if (part !== alone) counts[part]!++;
  const templates = new Float32Array(chosen.length * leads * cutLength);
  chosen.forEach((part, index) => templates.set(part.cut, index * leads * cutLength));
  return { samples: making.samples, parts, shifts, templates, counts };
}
