import { defineStore } from 'pinia';
import { ref } from 'vue';

import { maximumUploadPiece } from '../../app/contract/calls.ts';
import { useCore } from '../core.ts';
import type { PickedFolder } from '../library/picked-files.ts';
import { sentenceOf } from '../sentence.ts';

export interface Uploading {
  readonly files: number;
  readonly done: number;
  readonly total: number;
}

/** Brings recordings in: by path where the host can name one, else piece by piece. */
export const useImporting = defineStore('importing', () => {
  const core = useCore();
  const uploading = ref<Uploading | null>(null);
  const failure = ref('');

  async function importPaths(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    await attempt(async () => {
      await core.call('library.import', { paths: [...paths] });
    });
  }

  /** Sends files to the core, one upload a folder so that equal names in two folders stay apart. */
  async function importFiles(folders: readonly PickedFolder[]): Promise<void> {
    const files = folders.flatMap((folder) => folder.files);
    if (files.length === 0) return;
    const total = files.reduce((sum, file) => sum + file.size, 0);
    let sent = 0;
    const advance = (bytes: number) => {
      sent += bytes;
      uploading.value = { files: files.length, done: sent, total };
    };
    advance(0);
    await attempt(async () => {
      for (const folder of folders) await upload(folder.files, advance);
    });
    uploading.value = null;
  }

  async function upload(files: readonly File[], advance: (bytes: number) => void): Promise<void> {
    const { uploadId } = await core.call('upload.begin', {
      files: files.map((file) => ({ name: file.name, bytes: file.size })),
    });
    for (const [index, file] of files.entries()) {
      for (let offset = 0; offset < file.size; offset += maximumUploadPiece) {
        const bytes = new Uint8Array(await file.slice(offset, offset + maximumUploadPiece).arrayBuffer());
        await core.call('upload.write', { uploadId, file: index, offset, bytes });
        advance(bytes.length);
      }
    }
    await core.call('upload.finish', { uploadId });
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    failure.value = '';
    try {
      await work();
    } catch (error) {
      failure.value = sentenceOf(error);
    }
  }

  return { uploading, failure, importPaths, importFiles };
});
