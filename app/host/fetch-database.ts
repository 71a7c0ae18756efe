import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { CaliperError } from '../contract/errors.ts';
import { writeFileAtomic } from '../files/atomic-write.ts';
import { sha256Of, sha256OfFile } from '../files/sha256.ts';
import { resourcesFolder } from './resources.ts';

/** Databases that can be fetched: where PhysioNet keeps them, and our own list of their checksums. */
export const databases = {
  mitdb: { url: 'https://physionet.org/files/mitdb/1.0.0/', checksums: 'mitdb.sha256' },
} as const;

export type DatabaseName = keyof typeof databases;

export function isDatabase(name: string): name is DatabaseName {
  return Object.hasOwn(databases, name);
}

export interface FetchOptions {
  /** Base address, PhysioNet's when left out. */
  readonly from?: string;
  readonly signal?: AbortSignal;
  readonly onFile?: (name: string, done: number, total: number) => void;
}

const maximumFileBytes = 64 * 2 ** 20;

/**
 * Downloads a database into `folder`, file by file; files that are there and right are kept, so it can be stopped and
 * begun again. The checksums are ours, not the server's.
 *
 * @throws CaliperError `unavailable` when the server cannot be reached, `damaged-file` when a file is not the published one
 */
export async function fetchDatabase(
  name: DatabaseName,
  folder: string,
  options: FetchOptions = {},
): Promise<{ files: number; downloaded: number }> {
  const { url, checksums } = databases[name];
  const base = baseOf(options.from ?? url);
  const expected = parseChecksums(await readFile(join(resourcesFolder(), 'dataset', checksums), 'utf8'));
  await mkdir(folder, { recursive: true });
  let downloaded = 0;
  for (const [index, { file, sha256 }] of expected.entries()) {
    options.signal?.throwIfAborted();
    const path = join(folder, file);
    if (!(await isRight(path, sha256))) {
      await writeFileAtomic(path, await download(new URL(file, base), sha256, options.signal));
      downloaded++;
    }
    options.onFile?.(file, index + 1, expected.length);
  }
  return { files: expected.length, downloaded };
}

/** Reads lines of "SHA-256, space, file name", as sha256sum writes them. */
export function parseChecksums(text: string): { file: string; sha256: string }[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const match = /^([0-9a-f]{64}) [ *]?([A-Za-z0-9._-]+)$/.exec(line);
      if (!match?.[1] || !match[2])
        throw new CaliperError(
          'damaged-file',
          `The list of checksums has a line that is not one: "${line.slice(0, 80)}".`,
        );
      return { sha256: match[1], file: match[2] };
    });
}

async function isRight(path: string, sha256: string): Promise<boolean> {
  const exists = await stat(path).then(
    (status) => status.isFile(),
    () => false,
  );
  return exists && (await sha256OfFile(path)) === sha256;
}

/** The address of a folder: what it names stands behind a slash. @throws CaliperError `invalid-input` */
function baseOf(address: string): URL {
  const base = URL.parse(address.endsWith('/') ? address : `${address}/`);
  if (base === null || !/^https?:$/.test(base.protocol))
    throw new CaliperError('invalid-input', `"${address}" is not an http or https address.`);
  return base;
}

async function download(url: URL, sha256: string, signal?: AbortSignal): Promise<Uint8Array> {
  const bytes = await receive(url, signal).catch((cause: unknown) => {
    if (signal?.aborted || cause instanceof CaliperError) throw cause;
    throw new CaliperError(
      'unavailable',
      `${url.host} cannot be reached or broke off: check the network, or give a mirror with --from.`,
      { cause },
    );
  });
  if (sha256Of(bytes) !== sha256) {
    throw new CaliperError(
      'damaged-file',
      `${url.href} is not the published file (its SHA-256 differs); nothing was written. Try again.`,
    );
  }
  return bytes;
}

async function receive(url: URL, signal?: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(url, { redirect: 'follow', ...(signal ? { signal } : {}) });
  if (!response.ok || !response.body)
    throw new CaliperError('unavailable', `${url.href} answered ${response.status}: try again later.`);
  const pieces: Uint8Array[] = [];
  let received = 0;
  for await (const piece of response.body as AsyncIterable<Uint8Array>) {
    received += piece.length;
    if (received > maximumFileBytes)
      throw new CaliperError('too-large', `${url.href} is larger than any file of this database.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
