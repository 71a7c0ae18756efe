import { CaliperError } from '../../app/contract/errors.ts';

/** Files that lie beside each other: a record's header, signal and annotation files belong to one folder. */
export interface PickedFolder {
  readonly path: string;
  readonly files: readonly File[];
}

/** Files from an input element, by folder. */
export function groupByFolder(files: Iterable<File>): PickedFolder[] {
  const groups = Map.groupBy(files, (file) => file.webkitRelativePath.split('/').slice(0, -1).join('/'));
  return [...groups].map(([path, list]) => ({ path, files: list }));
}

/** Files and folders of a drop, folders read to the bottom; what has no place in a file system counts as lying beside the rest. Must be called while the drop event is being handled. */
export async function readDrop(items: DataTransferItemList): Promise<PickedFolder[]> {
  const folders = new Map<string, File[]>();
  const waiting: FileSystemEntry[] = [];
  for (const item of items) {
    const entry = item.webkitGetAsEntry();
    const file = entry ? null : item.getAsFile();
    if (entry) waiting.push(entry);
    else if (file) add('', file);
  }
  while (waiting.length > 0) {
    const entry = waiting.pop()!;
    if (isFile(entry)) {
      add(entry.fullPath.split('/').slice(0, -1).join('/'), await fileOf(entry));
    } else if (isFolder(entry)) {
      waiting.push(...(await childrenOf(entry)));
    }
  }
  return [...folders].map(([path, files]) => ({ path, files }));

  function add(path: string, file: File): void {
    folders.set(path, [...(folders.get(path) ?? []), file]);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return readable(entry.name, new Promise((resolve, reject) => entry.file(resolve, reject)));
}

/** A reader gives its entries in batches until one is empty. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const batch = await readable(
      folder.name,
      new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject)),
    );
    if (batch.length === 0) return children;
    children.push(...batch);
  }
}

/** What a browser answers about a file or folder; its own error (moved, deleted, not allowed) becomes a sentence. */
export async function readable<T>(name: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch {
    throw new CaliperError(
      'unavailable',
      `“${name}” could not be read: see that it is still there, then choose it again.`,
    );
  }
}
