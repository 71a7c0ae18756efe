import type { Database } from 'better-sqlite3';

import { CaliperError } from '../contract/errors.ts';
import type { RegisteredModel } from './store.ts';

interface ModelRow {
  readonly id: string;
  readonly sha256: string;
  readonly path: string;
  readonly shipped: number;
  readonly registered_at: string;
}

/** The models on this machine. The active one is the last that was activated; activations are kept. */
export function createModels(database: Database) {
  const byId = database.prepare<[string], ModelRow>('SELECT * FROM models WHERE id = ?');
  const list = database.prepare<[], ModelRow>('SELECT * FROM models ORDER BY registered_at, id');
  const active = database.prepare<[], ModelRow>(
    'SELECT models.* FROM model_activations JOIN models ON models.id = model_id ORDER BY number DESC LIMIT 1',
  );
  const insert = database.prepare(
    'INSERT INTO models (id, sha256, path, shipped, registered_at) VALUES (?, ?, ?, ?, ?)',
  );
  const relocate = database.prepare('UPDATE models SET path = ?, shipped = ? WHERE id = ?');
  const activate = database.prepare('INSERT INTO model_activations (model_id, at) VALUES (?, ?)');

  const register = database.transaction((model: RegisteredModel): void => {
    const known = byId.get(model.id);
    if (known && known.sha256 !== model.sha256) {
      throw new CaliperError(
        'conflict',
        `Another model is already registered as "${model.id}"; give this one a new id.`,
      );
    }
    if (known) relocate.run(model.path, Number(model.shipped), model.id);
    else insert.run(model.id, model.sha256, model.path, Number(model.shipped), model.registeredAt);
  });

  return {
    /** The same file may be registered again from another place, e.g. after an update of the application. */
    register: (model: RegisteredModel): void => register.immediate(model),
    list: (): RegisteredModel[] => list.all().map(toModel),
    active(): RegisteredModel | null {
      const row = active.get();
      return row ? toModel(row) : null;
    },
    activate(modelId: string): void {
      if (!byId.get(modelId)) throw new CaliperError('not-found', `There is no model "${modelId}".`);
      activate.run(modelId, new Date().toISOString());
    },
  };
}

function toModel(row: ModelRow): RegisteredModel {
  return {
    id: row.id,
    sha256: row.sha256,
    path: row.path,
    shipped: row.shipped === 1,
    registeredAt: row.registered_at,
  };
}
