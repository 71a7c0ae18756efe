import { CaliperError } from '../../../app/contract/errors.ts';
import { bytesInMemory } from '../../../app/signal/bytes.ts';
import type { ByteFolder } from '../../../app/signal/bytes.ts';

/** A folder whose files are given as text (Latin-1) or bytes. */
export function folderOf(files: Record<string, string | Uint8Array>): ByteFolder {
  return {
    async open(name) {
      const content = files[name];
      if (content === undefined) throw new CaliperError('not-found', `There is no ${name}.`);
      return bytesInMemory(typeof content === 'string' ? new Uint8Array(Buffer.from(content, 'latin1')) : content);
    },
    async list() {
      return Object.keys(files).sort();
    },
  };
}
