import type { CommandTable } from '../frame/command-tables.ts';
import type { KeyedCommand } from '../stores/key-rules.ts';

/** A command whose key can be changed. */
export interface KeyLine extends KeyedCommand {
  readonly group: string;
}

interface Bound {
  bound<Item extends { readonly id: string; readonly keys?: string }>(commands: readonly Item[]): Item[];
}

/** Every command once, by group, with its keys now and as delivered. Hints and second keys are no commands of their own. */
export function keyLines(tables: readonly CommandTable[], keys: Bound): KeyLine[] {
  const met = new Set<string>();
  return tables.flatMap(({ commands }) =>
    commands
      .filter(({ id, hidden }) => !hidden && !met.has(id) && met.add(id))
      .map(({ id, title, group, keys: delivered }) => {
        const now = keys.bound([{ id, ...(delivered === undefined ? {} : { keys: delivered }) }])[0]?.keys;
        return {
          id,
          title,
          group,
          ...(now === undefined ? {} : { keys: now }),
          ...(delivered === undefined ? {} : { delivered }),
        };
      }),
  );
}

/** The lines in which every word occurs: in the title, the group or the keys. */
export function matchingLines(lines: readonly KeyLine[], words: string): KeyLine[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter(({ title, group, keys = '' }) =>
    wanted.every((word) => `${title} ${group} ${keys}`.toLowerCase().includes(word)),
  );
}
