import { defineStore } from 'pinia';
import * as v from 'valibot';
import { computed, ref } from 'vue';

import { keepText, keptText } from './kept.ts';
import { isPlain } from './pressed-keys.ts';

const storageKey = 'caliper.keys';
const maximumChanges = 500;

const Changes = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9.-]{1,64}$/)),
    v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(32))),
  ),
  v.check((changes) => Object.keys(changes).length <= maximumChanges),
);
const Kept = v.object({ version: v.literal(1), plain: v.boolean(), keys: Changes });

/** A key that a reader gave to a command; null when it was taken off. */
export type KeyChanges = v.InferOutput<typeof Changes>;

/** What a reader changed of the keys of commands, by id. Kept on this computer; a file carries it to another. */
export const useKeys = defineStore('keys', () => {
  const stored = parseKeys(keptText(storageKey) ?? '');
  const changes = ref<KeyChanges>(stored?.keys ?? {});
  /** Whether letters and signs work without Ctrl or Alt. */
  const plain = ref(stored?.plain ?? true);

  /** The commands with the keys they have now. A changed key takes the place of every key its command was delivered with. */
  function bound<Item extends { readonly id: string; readonly keys?: string }>(commands: readonly Item[]): Item[] {
    const met = new Set<string>();
    return commands.flatMap((command) => {
      const change = changes.value[command.id];
      if (change === undefined) return [command];
      if (met.has(command.id)) return [];
      met.add(command.id);
      const { keys: _delivered, ...rest } = command;
      return [(change === null ? rest : { ...rest, keys: change }) as Item];
    });
  }

  /** Whether keys are switched off as a whole. */
  function ignores(pressed: string): boolean {
    return !plain.value && isPlain(pressed);
  }

  function change(id: string, keys: string | null): void {
    changes.value = { ...changes.value, [id]: keys };
    keep();
  }

  function reset(id: string): void {
    changes.value = Object.fromEntries(Object.entries(changes.value).filter(([known]) => known !== id));
    keep();
  }

  function replaceAll(next: KeyChanges): void {
    changes.value = next;
    keep();
  }

  function setPlain(on: boolean): void {
    plain.value = on;
    keep();
  }

  function keep(): void {
    keepText(storageKey, text());
  }

  /** What is kept and exported. */
  function text(): string {
    return JSON.stringify({ version: 1, plain: plain.value, keys: changes.value }, null, 2);
  }

  const count = computed(() => Object.keys(changes.value).length);

  return { changes, count, plain, bound, ignores, change, reset, replaceAll, setPlain, text };
});

/** What an exported or kept text says; null when it is not of this kind. */
export function parseKeys(text: string): v.InferOutput<typeof Kept> | null {
  if (text.length > 65_536) return null;
  try {
    const answer = v.safeParse(Kept, JSON.parse(text));
    return answer.success ? answer.output : null;
  } catch {
    return null;
  }
}
