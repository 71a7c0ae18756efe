import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';

import type { ReaderRecord } from '../../app/contract/readers.ts';
import { useCore } from '../core.ts';
import { sentenceOf } from '../sentence.ts';
import { useApplication } from './application.ts';
import { useSession } from './session.ts';

/** Who reads on this computer, and under whose name changes are written down now. */
export const useReaders = defineStore('readers', () => {
  const core = useCore();
  const application = useApplication();
  const session = useSession();
  const readers = shallowRef<readonly ReaderRecord[]>([]);
  const chosen = ref('');
  const failure = ref('');

  async function read(): Promise<void> {
    try {
      const answer = await core.call('readers.list', {});
      readers.value = answer.readers;
      chosen.value = answer.chosen;
      failure.value = '';
    } catch (error) {
      failure.value = sentenceOf(error);
    }
  }

  /** Adds a name; tells whether it was taken. */
  async function add(name: string): Promise<boolean> {
    try {
      await core.call('readers.add', { name });
    } catch (error) {
      failure.value = sentenceOf(error);
      return false;
    }
    await read();
    return true;
  }

  /** From now on changes carry this name. What is open is read again: a blind reading is another session. */
  async function choose(reader: ReaderRecord): Promise<void> {
    try {
      await core.call('readers.choose', { readerId: reader.id });
    } catch (error) {
      failure.value = sentenceOf(error);
      return;
    }
    await Promise.all([read(), application.refresh()]);
    if (session.recording) await session.open(session.recording.id);
  }

  core.onOpen(() => void read());

  return { readers, chosen, failure, read, add, choose };
});
