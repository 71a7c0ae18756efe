import { defineStore } from 'pinia';
import { ref } from 'vue';

import { maximumUploadPiece } from '../../app/contract/calls.ts';
import { useCore } from '../core.ts';
import { readable, type PickedFolder } from '../library/picked-files.ts';
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
  /** What went wrong since files were last picked; empty when nothing did. */
  const failure = ref('');

  let turn: Promise<void> = Promise.resolve();
  /** Ends the upload that is under way, if there is one, and those that wait for it. */
  let stopping = new AbortController();

  /** Imports from paths, or from those that a dialog will answer with. */
  async function importPaths(picked: readonly string[] | Promise<readonly string[]>): Promise<void> {
    await attempt(async () => {
      const paths = await picked;
      if (paths.length === 0) return;
      failure.value = '';
      await core.call('library.import', { paths: [...paths] });
    });
  }

  /**
   * Sends files to the core, one upload a folder so that equal names in two folders stay apart. What is picked while other
   * files are on their way waits for its turn.
   */
  async function importFiles(picked: readonly PickedFolder[] | Promise<readonly PickedFolder[]>): Promise<void> {
    await attempt(async () => {
      const folders = await picked;
      failure.value = '';
      const { signal } = stopping;
      turn = turn.then(() => attempt(() => send(folders, signal)));
      await turn;
    });
  }

  async function send(folders: readonly PickedFolder[], signal: AbortSignal): Promise<void> {
    const files = folders.flatMap((folder) => folder.files);
    if (files.length === 0) return;
    const total = files.reduce((sum, file) => sum + file.size, 0);
    let sent = 0;
    const advance = (bytes: number) => {
      sent += bytes;
      uploading.value = { files: files.length, done: sent, total };
    };
    advance(0);
    try {
      for (const folder of folders) if (!signal.aborted) await upload(folder.files, advance, signal);
    } finally {
      uploading.value = null;
    }
  }

  async function upload(files: readonly File[], advance: (bytes: number) => void, signal: AbortSignal): Promise<void> {
    const { uploadId } = await core.call('upload.begin', {
      files: files.map((file) => ({ name: file.name, bytes: file.size })),
    });
    try {
      for (const [index, file] of files.entries()) {
        for (let offset = 0; offset < file.size; offset += maximumUploadPiece) {
          if (signal.aborted) {
            await core.call('upload.cancel', { uploadId });
            return;
          }
          const piece = file.slice(offset, offset + maximumUploadPiece);
          const bytes = new Uint8Array(await readable(file.name, piece.arrayBuffer()));
          await core.call('upload.write', { uploadId, file: index, offset, bytes });
          advance(bytes.length);
        }
      }
      await core.call('upload.finish', { uploadId });
    } catch (error) {
      // A core that is gone has let the upload go as well.
      await core.call('upload.cancel', { uploadId }).catch(() => undefined);
      throw error;
    }
  }

  /** Lets go of files that are on their way; recordings that were imported already stay. */
  function stop(): void {
    stopping.abort();
    stopping = new AbortController();
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const sentence = sentenceOf(error);
      if (!failure.value.includes(sentence)) failure.value = `${failure.value} ${sentence}`.trim();
    }
  }

  return { uploading, failure, importPaths, importFiles, stop };
});
