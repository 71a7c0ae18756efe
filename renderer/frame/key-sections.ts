interface Keyed {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly keys?: string;
  readonly hidden?: boolean;
}

export interface KeyLine {
  readonly id: string;
  readonly title: string;
  readonly keys: string;
}

/** Keys that work in the place that is shown, or only elsewhere; by group. */
export interface KeySection {
  readonly name: 'here' | 'elsewhere';
  readonly groups: readonly { readonly name: string; readonly lines: readonly KeyLine[] }[];
}

/**
 * The commands that have keys: those of `place` first, then those of the whole application, then all others. Every word
 * must occur in the title, the group or the keys. A second key of a command is listed with it, hints are not.
 */
export function keySections(
  tables: readonly { readonly place: string; readonly commands: readonly Keyed[] }[],
  place: string,
  words: string,
): KeySection[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = ({ title, group, keys, hidden }: Keyed) =>
    keys !== undefined && !hidden && wanted.every((word) => `${title} ${group} ${keys}`.toLowerCase().includes(word));
  const groupsOf = (names: (name: string) => boolean) =>
    tables
      .filter((table) => names(table.place))
      .toSorted((a, b) => Number(a.place === 'app') - Number(b.place === 'app'))
      .flatMap((table) => [...Map.groupBy(table.commands.filter(shown), ({ group }) => group)])
      .map(([name, commands]) => ({
        name,
        lines: commands.map(({ id, title, keys }) => ({ id, title, keys: keys ?? '' })),
      }));
  return [
    { name: 'here' as const, groups: groupsOf((name) => name === place || name === 'app') },
    { name: 'elsewhere' as const, groups: groupsOf((name) => name !== place && name !== 'app') },
  ].filter(({ groups }) => groups.length > 0);
}
