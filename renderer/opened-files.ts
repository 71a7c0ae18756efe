/** The part of a window that hears messages. */
interface MessageTarget {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/**
 * Hears of files that a person opened with the desktop application: dropped on its icon or named on its command line.
 * Only the page's own preload script is believed.
 *
 * @returns the function that stops listening
 */
export function onOpenedFiles(page: MessageTarget, open: (paths: string[]) => void): () => void {
  function hear({ source, data }: MessageEvent<unknown>): void {
    if (source !== page || typeof data !== 'object' || data === null) return;
    const { kind, paths } = data as { kind?: unknown; paths?: unknown };
    if (kind !== 'caliper:files' || !Array.isArray(paths)) return;
    const named = paths.filter((path): path is string => typeof path === 'string');
    if (named.length > 0) open(named);
  }
  page.addEventListener('message', hear);
  return () => page.removeEventListener('message', hear);
}
