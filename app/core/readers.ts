import type { ApplicationContract } from '../contract/application.ts';
import type { ReaderRecord } from '../contract/readers.ts';
import type { Emit, Handlers } from '../rpc/contract.ts';
import type { Store } from '../store/store.ts';

/** Who reads now: the name under which changes are written down. */
export interface Readers {
  name(): string;
  list(): Promise<{ readers: ReaderRecord[]; chosen: string }>;
  add(name: string): Promise<ReaderRecord>;
  choose(readerId: string): Promise<void>;
}

/** The readers of a store; the first one is whoever starts the program, as the system names them. */
export async function createReaders(store: Store, systemName: string): Promise<Readers> {
  const known = await store.chosenReader();
  const first = known ?? (await systemReader(store, systemName));
  let { name } = first;
  return {
    name: () => name,
    list: async () => ({ readers: await store.listReaders(), chosen: name }),
    add: (next) => store.addReader(next),
    async choose(readerId) {
      ({ name } = await store.chooseReader(readerId));
    },
  };
}

async function systemReader(store: Store, name: string): Promise<ReaderRecord> {
  const readers = await store.listReaders();
  return readers.find((reader) => reader.name.toLowerCase() === name.toLowerCase()) ?? store.addReader(name);
}

/** Who reads, as the screens ask it. Whose labels a recording shows depends on it, so all of the library may have changed. */
export function readersHandlers(
  readers: Readers,
  emit: Emit<ApplicationContract>,
): Pick<Handlers<ApplicationContract>, 'readers.list' | 'readers.add' | 'readers.choose'> {
  return {
    'readers.list': () => readers.list(),
    'readers.add': ({ name }) => readers.add(name),
    'readers.choose': async ({ readerId }) => {
      await readers.choose(readerId);
      emit('library.changed', { recordingId: null });
      return {};
    },
  };
}
