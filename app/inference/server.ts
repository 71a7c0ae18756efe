import { listSupportedBackends } from 'onnxruntime-node';

import { CaliperError } from '../contract/errors.ts';
import { readModelMetadata } from '../model/onnx/metadata.ts';
import type { ModelSpecification } from '../model/specification.ts';
import type { Handlers } from '../rpc/contract.ts';
import type { Port } from '../rpc/port.ts';
import { serve } from '../rpc/serve.ts';
import { inferenceContract, type InferenceContract, type ProviderChoice } from './contract.ts';
import { readModelFile } from './model-file.ts';
import { candidates, chooseSession, type ChosenSession } from './providers.ts';
import { openReasons, type ReasonSession } from './reasons.ts';
import { openSession } from './session.ts';

interface LoadedModel extends ChosenSession {
  readonly specification: ModelSpecification;
  /** The session that gives gradients, opened when it is first asked for. */
  readonly reasons: () => Promise<ReasonSession>;
  readonly release: () => Promise<void>;
}

interface LoadRequest {
  readonly path: string;
  readonly sha256: string;
  readonly provider: ProviderChoice;
  readonly threads: number;
}

/** Models kept open: the one in use, and the one before it. */
const openModels = 2;

/**
 * Answers the inference contract on a port. Belongs in a process of its own: every run blocks its thread, and a fault in
 * native code ends the process.
 */
export function serveInference(port: Port): void {
  const models = new Map<string, Promise<LoadedModel>>();

  function load(request: LoadRequest): { key: string; model: Promise<LoadedModel> } {
    const key = `${request.sha256}-${request.provider}-${request.threads}`;
    const model = models.get(key) ?? open(request);
    models.delete(key);
    models.set(key, model);
    model.catch(() => models.delete(key));
    for (const [oldKey, old] of [...models].slice(0, -openModels)) {
      models.delete(oldKey);
      void old.then((model) => model.release()).catch(() => undefined);
    }
    return { key, model };
  }

  const handlers: Handlers<InferenceContract> = {
    async 'model.load'(request) {
      const { key, model } = load(request);
      const { provider, attempts, specification } = await model;
      return { key, provider, attempts: [...attempts], specification };
    },
    async 'batch.classify'({ key, count, beats, features }) {
      const model = await models.get(key);
      if (!model) throw new CaliperError('not-found', 'The model is not open; load it first.');
      const probabilities = await model.session.run(count, beats, features ?? new Float32Array(0));
      return { probabilities: new Float32Array(probabilities) };
    },
    async 'beat.explain'({ key, beats, features, classes }) {
      const model = await models.get(key);
      if (!model) throw new CaliperError('not-found', 'The model is not open; load it first.');
      return (await model.reasons()).run(beats, features ?? new Float32Array(0), classes);
    },
  };
  serve(port, inferenceContract, handlers);
}

async function open({ path, sha256, provider, threads }: LoadRequest): Promise<LoadedModel> {
  const bytes = await readModelFile(path, sha256);
  const specification = readModelMetadata(bytes);
  const chosen = await chooseSession(
    (name) => openSession(bytes, specification, name, threads),
    specification,
    candidates(provider, process.platform),
    listSupportedBackends().map((backend) => backend.name),
  );
  let opened: Promise<ReasonSession> | null = null;
  return {
    ...chosen,
    specification,
    reasons: () => (opened ??= openReasons(bytes, specification)),
    async release() {
      await chosen.session.release();
      await (await opened)?.release();
    },
  };
}
