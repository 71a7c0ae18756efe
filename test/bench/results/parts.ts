import type { ResultsPart } from './part.ts';

/** All parts in the order of RESULTS.md; the code of a part is loaded when it runs. */
export const parts: readonly { readonly name: string; readonly load: () => Promise<ResultsPart> }[] = [
  { name: 'ec57', load: async () => (await import('./parts/ec57.ts')).ec57 },
  { name: 'detector', load: async () => (await import('./parts/detector.ts')).detector },
  { name: 'clinical', load: async () => (await import('./parts/clinical.ts')).clinical },
  { name: 'end-to-end', load: async () => (await import('./parts/end-to-end.ts')).endToEnd },
  { name: 'seed', load: async () => (await import('./parts/seed.ts')).seed },
  { name: 'kachuee', load: async () => (await import('./parts/kachuee.ts')).kachuee },
  { name: 'calibration', load: async () => (await import('./parts/calibration.ts')).calibration },
  { name: 'doubt', load: async () => (await import('./parts/doubt.ts')).doubt },
  { name: 'analysis', load: async () => (await import('./parts/analysis.ts')).analysis },
  { name: 'viewer', load: async () => (await import('./parts/viewer.ts')).viewer },
];
