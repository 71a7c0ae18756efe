import type { ResultsPart } from './part.ts';

/** All parts in the order of RESULTS.md; the code of a part is loaded when it runs. */
export const parts: readonly { readonly name: string; readonly load: () => Promise<ResultsPart> }[] = [
  { name: 'ec57', load: async () => (await import('./parts/ec57.ts')).ec57 },
  { name: 'detector', load: async () => (await import('./parts/detector.ts')).detector },
];
