import { defineStore } from 'pinia';
import { computed, onScopeDispose, shallowRef } from 'vue';

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
  /** False hides it from the palette and stops its key. */
  readonly enabled?: () => boolean;
  readonly run: () => void;
}

export const useCommands = defineStore('commands', () => {
  const sets = shallowRef<readonly (readonly Command[])[]>([]);

  /** Offers commands for as long as the calling component lives; later sets win a key. */
  function offer(commands: readonly Command[]): void {
    sets.value = [...sets.value, commands];
    onScopeDispose(() => (sets.value = sets.value.filter((set) => set !== commands)));
  }

  const all = computed(() => sets.value.flat());
  const available = computed(() => all.value.filter((command) => command.enabled?.() ?? true));

  /** Runs the command that an event's keys belong to; tells whether there was one. */
  function dispatch(event: KeyboardEvent): boolean {
    const pressed = keysOf(event);
    const command = available.value.findLast((known) => !known.ownKeys && known.keys === pressed);
    if (!command) return false;
    command.run();
    return true;
  }

  return { all, available, offer, dispatch };
});

const names: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

/** The keys of an event as a command writes them. Shift is named only beside a letter or a key that prints nothing. */
export function keysOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const printable = event.key.length === 1;
  const letter = /^[a-z]$/i.test(event.key);
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && (!printable || (letter && modified))) parts.push('Shift');
  parts.push(names[event.key] ?? (letter && modified ? event.key.toUpperCase() : event.key));
  return parts.join(' ');
}

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
