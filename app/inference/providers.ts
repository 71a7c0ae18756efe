import { CaliperError } from '../contract/errors.ts';
import type { ModelSpecification } from '../model/specification.ts';
import type { Provider, ProviderAttempt, ProviderChoice } from './contract.ts';
import { goldenCount, goldenInput, goldenTolerance, largestDifference } from './golden.ts';
import type { ModelSession } from './session.ts';

export interface ChosenSession {
  readonly session: ModelSession;
  readonly provider: Provider;
  readonly attempts: readonly ProviderAttempt[];
}

/** Graphics processors in the order in which "auto" tries them, for each platform that onnxruntime-node ships for. */
const accelerators: Readonly<Record<string, readonly Provider[]>> = {
  linux: ['cuda', 'webgpu'],
  win32: ['cuda', 'dml', 'webgpu'],
  darwin: ['coreml', 'webgpu'],
};

/** Providers to try before the CPU. */
export function candidates(choice: ProviderChoice, platform: string): readonly Provider[] {
  if (choice === 'cpu') return [];
  return choice === 'auto' ? (accelerators[platform] ?? []) : [choice];
}

/**
 * Finds the provider that really works: one attempt each, its golden result compared with the CPU's.
 *
 * onnxruntime does not fall back by itself: a provider that it has but cannot use throws even with the CPU named after it,
 * and one that it does not have is dropped without a word.
 *
 * @param open opens the model on one provider
 * @param compiledIn names that this build of onnxruntime has
 * @throws CaliperError `unsupported` when the model gives no probabilities on the CPU
 */
export async function chooseSession(
  open: (provider: Provider) => Promise<ModelSession>,
  specification: ModelSpecification,
  wanted: readonly Provider[],
  compiledIn: readonly string[],
): Promise<ChosenSession> {
  const { beats, features } = goldenInput(specification);
  const cpu = await open('cpu');
  try {
    const golden = await cpu.run(goldenCount, beats, features);
    if (golden.some(Number.isNaN)) {
      throw new CaliperError('unsupported', 'The model does not return probabilities on a test input; choose another.');
    }
    const attempts: ProviderAttempt[] = [];
    for (const provider of wanted) {
      if (!compiledIn.includes(provider)) {
        attempts.push({ provider, outcome: 'absent', note: 'not part of this build of onnxruntime' });
        continue;
      }
      const { session, attempt } = await attemptOn(provider, open, golden, beats, features);
      attempts.push(attempt);
      if (!session) continue;
      await cpu.release();
      return { session, provider, attempts };
    }
    return { session: cpu, provider: 'cpu', attempts: [...attempts, { provider: 'cpu', outcome: 'used', note: '' }] };
  } catch (error) {
    await cpu.release();
    throw error;
  }
}

async function attemptOn(
  provider: Provider,
  open: (provider: Provider) => Promise<ModelSession>,
  golden: Float32Array,
  beats: Float32Array,
  features: Float32Array,
): Promise<{ session: ModelSession | null; attempt: ProviderAttempt }> {
  let session: ModelSession | null = null;
  try {
    session = await open(provider);
    const difference = largestDifference(await session.run(goldenCount, beats, features), golden);
    if (difference <= goldenTolerance) return { session, attempt: { provider, outcome: 'used', note: '' } };
    await session.release();
    const note = `its probabilities differ from the CPU's by up to ${difference.toPrecision(2)}`;
    return { session: null, attempt: { provider, outcome: 'differs', note } };
  } catch (error) {
    await session?.release();
    const note = error instanceof Error ? error.message : String(error);
    return { session: null, attempt: { provider, outcome: 'failed', note } };
  }
}
