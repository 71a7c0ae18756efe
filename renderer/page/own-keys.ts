import { onMounted, onUnmounted } from 'vue';

import { ownCommand } from '../review/commands.ts';
import type { Command } from '../stores/commands.ts';

/** Runs commands by their plain keys while a signal pane has the focus, and nowhere else. */
export function useOwnKeys(commands: readonly Command[]): void {
  function onKeydown(event: KeyboardEvent): void {
    const { target } = event;
    const inPane = target instanceof Element && target.closest('[data-signal-pane]') !== null;
    if (event.defaultPrevented || event.isComposing || !inPane) return;
    const command = ownCommand(commands, event);
    if (!command) return;
    event.preventDefault();
    if (!event.repeat || command.repeats) command.run();
  }
  onMounted(() => document.addEventListener('keydown', onKeydown));
  onUnmounted(() => document.removeEventListener('keydown', onKeydown));
}
