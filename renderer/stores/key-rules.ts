import { isPlain } from './pressed-keys.ts';

/** What a rule needs to know of a command: its keys now, and as delivered. */
export interface KeyedCommand {
  readonly id: string;
  readonly title: string;
  readonly keys?: string;
  readonly delivered?: string;
}

export type Refusal =
  { readonly kind: 'taken'; readonly title: string } | { readonly kind: 'beat' } | { readonly kind: 'reserved' };

/** Commands of these areas are there in their own place only; all others may be there beside any of them. */
const places: ReadonlySet<string> = new Set([
  'library',
  'families',
  'rhythm',
  'page',
  'report',
  'readers',
  'results',
  'model',
  'settings',
]);

/** They move through the window, for everyone: commands never get them. */
const reserved = /^(?:(?:Ctrl |Alt )*(?:Shift )?(?:Tab|F6)|Esc)$/;

/** Whether a command names beats: it was delivered with a plain letter or the sign of a paced beat. */
export function namesBeat(delivered: string | undefined): boolean {
  return delivered !== undefined && isBeatSign(delivered);
}

function isBeatSign(keys: string): boolean {
  return isPlain(keys) && (/^\p{L}$/u.test(keys) || keys === '/');
}

/** Why a command may not have these keys, or null. */
export function refusalOf(command: KeyedCommand, keys: string, others: readonly KeyedCommand[]): Refusal | null {
  if (reserved.test(keys) && command.delivered !== keys) return { kind: 'reserved' };
  if (isBeatSign(keys) && !namesBeat(command.delivered)) return { kind: 'beat' };
  const taken = others.find(
    (other) => other.id !== command.id && sameKeys(other.keys, keys) && meet(other.id, command.id),
  );
  return taken && taken.keys !== undefined ? { kind: 'taken', title: taken.title } : null;
}

/** Upper and lower case of a plain letter are one key here: only full beat codes tell them apart. */
function sameKeys(held: string | undefined, keys: string): boolean {
  if (held === undefined) return false;
  return held.length === 1 && keys.length === 1 ? held.toLowerCase() === keys.toLowerCase() : held === keys;
}

function meet(first: string, second: string): boolean {
  const [one = '', other = ''] = [first.split('.')[0], second.split('.')[0]];
  return one === other || !places.has(one) || !places.has(other);
}
