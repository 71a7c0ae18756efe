import { defineStore } from 'pinia';
import { ref } from 'vue';

export interface Notice {
  readonly id: number;
  readonly title: string;
  readonly text: string;
  readonly tone: 'done' | 'bad';
}

/** Short notes about things that finished elsewhere; never the success of a key press. */
export const useNotices = defineStore('notices', () => {
  const notices = ref<Notice[]>([]);
  let nextId = 1;

  function say(title: string, text: string, tone: Notice['tone'] = 'done'): void {
    notices.value.push({ id: nextId++, title, text, tone });
  }

  function drop(id: number): void {
    notices.value = notices.value.filter((notice) => notice.id !== id);
  }

  return { notices, say, drop };
});
