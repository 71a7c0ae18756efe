import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { CaliperError } from '../contract/errors.ts';
import { encodeRecord } from '../formats/wfdb/encode-record.ts';
import { isPlainName } from '../formats/wfdb/text.ts';
import { writeAnnotations } from '../formats/wfdb/write-annotations.ts';
import type { Annotation } from '../signal/recording.ts';
import type { SimulationSettings } from '../simulator/simulate.ts';
import { simulate, simulatedBaseline, simulatedGain } from '../simulator/simulate.ts';
import { createAtomicFile, writeFileAtomic } from './atomic-write.ts';

/** What a simulation left on disk. */
export interface WrittenSimulation {
  /** Path of the record without ending. */
  readonly record: string;
  readonly frames: number;
  readonly annotations: readonly Annotation[];
}

/**
 * Simulates a recording and streams it to disk as a WFDB record: NAME.dat (format 212), NAME.atr, and NAME.hea last, so that
 * there is no record before all of it is there.
 *
 * @param folder created where missing; files of the same name are replaced
 * @param onProgress told the frames that are done
 * @param signal stops between two blocks; nothing is left behind
 * @throws CaliperError `invalid-input`, `unavailable`, `cancelled`
 */
export async function writeSimulation(
  settings: SimulationSettings,
  folder: string,
  name: string,
  onProgress?: (frames: number) => void,
  signal?: AbortSignal,
): Promise<WrittenSimulation> {
  if (!isPlainName(name) || /\s/.test(name)) {
    throw new CaliperError('invalid-input', `"${name}" is not a record name: use letters, digits, "-" and "_".`);
  }
  const simulation = simulate(settings);
  const encoder = encodeRecord({
    name,
    rate: settings.rate,
    leads: simulation.leadNames.map((lead) => ({
      name: lead,
      gain: simulatedGain,
      baseline: simulatedBaseline,
      resolution: 11,
    })),
    comments: [`Simulated by Caliper: scenario ${settings.scenario}, seed ${settings.seed}; no patient was recorded.`],
  });
  const record = join(folder, name);
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new CaliperError('unavailable', `The folder ${folder} cannot be made.`, { cause: error });
  }
  const file = await createAtomicFile(`${record}.dat`);
  try {
    let frames = 0;
    for (const block of simulation.blocks()) {
      if (signal?.aborted) throw new CaliperError('cancelled', 'The simulation was stopped; nothing was kept.');
      await file.write(encoder.add(block));
      frames += block.length / settings.leads;
      onProgress?.(frames);
    }
    const { rest, header } = encoder.finish();
    await file.write(rest);
    await file.commit();
    await writeFileAtomic(`${record}.atr`, writeAnnotations(simulation.annotations));
    await writeFileAtomic(`${record}.hea`, header);
  } finally {
    await file.discard();
  }
  return { record, frames: simulation.frames, annotations: simulation.annotations };
}
