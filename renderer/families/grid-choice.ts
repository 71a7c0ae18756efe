/** Where a key leads from a card among `count` in rows of `columns`; null when it leads nowhere. */
export function stepTo(key: string, here: number, count: number, columns: number): number | null {
  if (count === 0) return null;
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: here - 1,
    ArrowRight: here + 1,
    ArrowUp: here - columns,
    ArrowDown: here + columns,
    Home: 0,
    End: count - 1,
  };
  const next = steps[key];
  if (next === undefined) return null;
  if (next >= 0 && next < count) return next;
  // A last row that is not full is reached from above all the same.
  const row = (index: number) => Math.floor(index / columns);
  return key === 'ArrowDown' && row(count - 1) > row(here) ? count - 1 : null;
}

/** Everything from the first that was chosen to `id`, in the order of the cards. */
export function extendChoice(
  ids: readonly string[],
  chosen: readonly string[],
  hand: string | null,
  id: string,
): readonly string[] {
  const places = chosen.map((known) => ids.indexOf(known)).filter((place) => place >= 0);
  const from = ids.indexOf(hand ?? id);
  const to = ids.indexOf(id);
  // The end that stays is the one away from the card in hand.
  const anchor = places.length === 0 ? from : from === Math.min(...places) ? Math.max(...places) : Math.min(...places);
  return ids.slice(Math.min(anchor, to), Math.max(anchor, to) + 1);
}

/** The choice with `id` added or taken away; never empty. */
export function toggleChoice(ids: readonly string[], chosen: readonly string[], id: string): readonly string[] {
  if (!chosen.includes(id)) return ids.filter((known) => known === id || chosen.includes(known));
  return chosen.length > 1 ? chosen.filter((known) => known !== id) : chosen;
}
