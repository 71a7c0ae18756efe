import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { CaliperError } from '../contract/errors.ts';
import type { ModelCard, ModelSummary } from '../contract/model-card.ts';
import { sha256OfFile } from '../files/sha256.ts';
import type { RegisteredModel, Store } from '../store/store.ts';
import type { Logger } from './logger.ts';
import { cardPathOf, readModelCard } from './model-card.ts';

/** The models that this installation knows: those shipped with it and those trained here. */
export interface Models {
  list(): Promise<ModelSummary[]>;
  /** @throws CaliperError `not-found` */
  card(modelId: string): Promise<ModelCard>;
  /** The model that new analyses use, or null when there is none. */
  active(): Promise<RegisteredModel | null>;
  /** @throws CaliperError `not-found` */
  find(modelId: string): Promise<RegisteredModel>;
  activate(modelId: string): Promise<void>;
}

/** The shipped model that new installations analyse with: it was made for patients nobody has labelled. */
const defaultModelFile = 'clinical.onnx';

/**
 * Registers the models of both folders. A shipped one becomes active where none is, and where the active one was shipped
 * with an earlier version: the clinical model, or the first by name where it is missing; a model that was trained here and is missing is not replaced: its owner must choose.
 *
 * A model file whose bytes are not those of its card is left out, with a line in the log: nobody must analyse with it.
 */
export async function createModels(
  store: Store,
  shippedFolder: string,
  ownFolder: string,
  logger: Logger,
): Promise<Models> {
  const cards = new Map<string, ModelCard>();
  await registerFolder(shippedFolder, true);
  await registerFolder(ownFolder, false);
  const current = await store.activeModel();
  const shipped = (await store.listModels()).filter(({ id, shipped }) => shipped && cards.has(id));
  const usual = shipped.find(({ path }) => basename(path) === defaultModelFile) ?? shipped[0];
  const replaced = current === null || (current.shipped && !cards.has(current.id));
  if (replaced && usual !== undefined) await store.activateModel(usual.id);

  async function registerFolder(folder: string, shipped: boolean): Promise<void> {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((file) => file.endsWith('.onnx')).sort()) {
      try {
        await registerFile(join(folder, name), shipped);
      } catch (error) {
        logger.warn({ error, model: name }, 'model left out');
      }
    }
  }

  async function registerFile(path: string, shipped: boolean): Promise<void> {
    const card = await readModelCard(cardPathOf(path));
    const sha256 = await sha256OfFile(path);
    if (sha256 !== card.sha256)
      throw new CaliperError(
        'damaged-file',
        `${basename(path)} is not the file that its card describes: install the model again.`,
      );
    await store.registerModel({ id: card.id, sha256, path, shipped, registeredAt: new Date().toISOString() });
    cards.set(card.id, card);
  }

  async function find(modelId: string): Promise<RegisteredModel> {
    const model = (await store.listModels()).find(({ id }) => id === modelId && cards.has(id));
    if (!model) throw new CaliperError('not-found', `There is no model "${modelId}" here.`);
    return model;
  }

  return {
    async list() {
      const active = await store.activeModel();
      const registered = await store.listModels();
      return registered.flatMap(({ id, sha256, shipped }): ModelSummary[] => {
        const card = cards.get(id);
        if (!card) return [];
        const { name, createdAt, test } = card;
        const figures = { accuracy: test?.accuracy ?? null, macroF1: test?.macroF1 ?? null };
        return [{ id, name, sha256, shipped, createdAt, active: active?.id === id, ...figures }];
      });
    },
    async card(modelId) {
      await find(modelId);
      const card = cards.get(modelId);
      if (!card) throw new CaliperError('not-found', `The model "${modelId}" has no card.`);
      return card;
    },
    async active() {
      const model = await store.activeModel();
      return model !== null && cards.has(model.id) ? model : null;
    },
    find,
    async activate(modelId) {
      await find(modelId);
      await store.activateModel(modelId);
    },
  };
}
