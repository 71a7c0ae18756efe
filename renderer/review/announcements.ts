import { shallowRef } from 'vue';

/** Something to be spoken; the same words twice are spoken twice. */
export interface Announcement {
  readonly id: number;
  readonly text: string;
}

/** What the polite live region speaks, and the call that has it speak. */
export function announcing() {
  const announcement = shallowRef<Announcement>({ id: 0, text: '' });
  function announce(text: string): void {
    announcement.value = { id: announcement.value.id + 1, text };
  }
  return { announcement, announce };
}
