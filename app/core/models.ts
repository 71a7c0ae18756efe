import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import * as v from 'valibot';

import { CaliperError } from '../contract/errors.ts';
import { ModelCard, type ModelSummary } from '../contract/records.ts';
import { sha256OfFile } from '../files/sha256.ts';
import type { RegisteredModel, Store } from '../store/store.ts';
import type { Logger } from './logger.ts';

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

const maximumCardBytes = 4 * 2 ** 20;

/**
 * Registers the models of both folders and makes a shipped one active where none is.
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
  const first = [...cards.keys()][0];
  const current = await store.activeModel();
  if (first !== undefined && (current === null || !cards.has(current.id))) await store.activateModel(first);

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
    const card = await readModelCard(path.replace(/\.onnx$/, '.card.json'));
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

/**
 * Reads and checks a model card.
 *
 * @throws CaliperError `damaged-file` when it is not one
 */
export async function readModelCard(path: string): Promise<ModelCard> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new CaliperError('not-found', `The model card ${path} is missing.`, { cause });
  });
  if (text.length > maximumCardBytes) throw new CaliperError('too-large', `The model card ${path} is far too long.`);
  try {
    return v.parse(ModelCard, JSON.parse(text));
  } catch (cause) {
    throw new CaliperError('damaged-file', `The model card ${path} cannot be read: install the model again.`, {
      cause,
    });
  }
}
