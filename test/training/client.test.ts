import { describe, expect, it } from 'vitest';
import * as v from 'valibot';

import { launchChild } from '../../app/host/launch.ts';
import type { Launch } from '../../app/rpc/launch.ts';
import { trainInProcess } from '../../app/training/client.ts';
import { TrainingOptions, type TrainingRequest } from '../../app/training/request.ts';
import { inventRows } from '../support/invent-rows.ts';
import { seedSpecification } from '../../app/model/architectures/seed-specification.ts';

function request(options: Partial<TrainingOptions> = {}): TrainingRequest {
  return {
    specification: { ...seedSpecification, length: 48 },
    rows: inventRows(300, 48, 1),
    options: v.parse(TrainingOptions, { epochs: 2, perClass: 64, ...options }),
    checkpoint: null,
  };
}

const never = new AbortController().signal;

describe('training in a process of its own', () => {
  it('returns the model, and tells every epoch and checkpoint on the way', async () => {
    const epochs: number[] = [];
    const checkpoints: number[] = [];
    const result = await trainInProcess(
      launchChild,
      request(),
      { onEpoch: ({ epoch }) => epochs.push(epoch), onCheckpoint: (bytes) => checkpoints.push(bytes.length) },
      never,
    );
    expect(epochs).toEqual([1, 2]);
    expect(checkpoints).toHaveLength(2);
    expect(result.model.length).toBeGreaterThan(100_000);
  });

  it('keeps the best epoch when it is stopped', async () => {
    const stop = new AbortController();
    const result = await trainInProcess(
      launchChild,
      request({ epochs: 1000 }),
      { onEpoch: () => stop.abort() },
      stop.signal,
    );
    expect(result.stopped).toBe(true);
    expect(result.epochs.length).toBeGreaterThan(0);
  });

  it('passes the reason for a refusal on', async () => {
    const rows = { ...inventRows(300, 48, 1), labels: new Uint8Array(300).fill(9) };
    await expect(trainInProcess(launchChild, { ...request(), rows }, {}, never)).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  it('says so when the process dies', async () => {
    const launchAndKill: Launch = async (name) => {
      const child = await launchChild(name);
      return { ...child, port: { ...child.port, send: () => child.kill() } };
    };
    await expect(trainInProcess(launchAndKill, request(), {}, never)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('SIGKILL') as string,
    });
  });
});
