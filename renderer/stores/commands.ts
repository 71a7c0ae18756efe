import { defineStore } from 'pinia';
import { computed, onScopeDispose, shallowReactive, shallowRef } from 'vue';

import { useKeys } from './keys.ts';
import { keysOf } from './pressed-keys.ts';

/**
 * One thing a reader can do. The same table feeds the palette, the keys, the list of keys and the status bar.
 *
 * `keys` is written as on the keyboard, "Ctrl K", "Alt 1", "?"; Ctrl stands for the command key on a Mac.
 */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** Heading in the palette and the list of keys. */
  readonly group: string;
  readonly keys?: string;
  /** One word for the status bar; only commands that matter now have one. */
  readonly hint?: string;
  /** The pane handles its own key: shown everywhere, dispatched by the pane. */
  readonly ownKeys?: boolean;
  /** A second key for something already listed: not in the palette. */
  readonly hidden?: boolean;
  /** Runs again and again while its key is held: only for what takes a small step. */
  readonly repeats?: boolean;
  /** False hides it from the palette and stops its key. */
  readonly enabled?: () => boolean;
  readonly run: () => void;
}

export const useCommands = defineStore('commands', () => {
  const keys = useKeys();
  const sets = shallowRef<readonly (readonly Command[])[]>([]);
  /** Every command that was ever offered, by id: what its keys are can be asked while its view is gone. */
  const met = shallowReactive(new Map<string, Command>());

  /** Offers commands for as long as the calling component lives; later sets win a key. */
  function offer(commands: readonly Command[]): void {
    sets.value = [...sets.value, commands];
    for (const command of commands) if (!command.hidden) met.set(command.id, command);
    onScopeDispose(() => (sets.value = sets.value.filter((set) => set !== commands)));
  }

  const all = computed(() => keys.bound(sets.value.flat()));
  const available = computed(() => all.value.filter((command) => command.enabled?.() ?? true));

  /** Runs the command that an event's keys belong to; tells whether there was one, also when a held key runs it only once. */
  function dispatch(event: KeyboardEvent): boolean {
    const pressed = keysOf(event);
    if (keys.ignores(pressed)) return false;
    const command = available.value.findLast((known) => !known.ownKeys && known.keys === pressed);
    if (!command) return false;
    if (!event.repeat || command.repeats) command.run();
    return true;
  }

  /** The keys that a command has now, for the tooltip of its control; undefined when it has none. */
  function keysFor(id: string): string | undefined {
    const command = met.get(id);
    return command && keys.bound([command])[0]?.keys;
  }

  /** The keys that the command delivered with these has now: they may have been changed, or taken off. */
  function keysNow(delivered: string): string | undefined {
    const command = sets.value.flat().find((known) => known.keys === delivered && !known.hidden);
    return command ? keys.bound([command])[0]?.keys : delivered;
  }

  return { all, available, met, offer, dispatch, keysFor, keysNow };
});

/** Whether the keys that edit text belong to this element and not to a command. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]');
}

/**
 * Whether an event's keys edit text: what types a sign, undo, redo and the clipboard, and every named key that moves or
 * deletes, by words too (Alt ←).
 */
export function editsText(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
  if (event.key.length > 1) return !/^F\d+$/.test(event.key);
  if (event.ctrlKey || event.metaKey) return /^[acvxyz]$/i.test(event.key);
  return !event.altKey;
}
