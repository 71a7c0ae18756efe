/** The import rules of app/README.md, checked by dependency-cruiser. Order inside app/ is dependency order. */
const order = [
  'contract',
  'rpc',
  'signal',
  'formats',
  'simulator',
  'beat',
  'rhythm',
  'families',
  'review',
  'dataset',
  'model',
  'inference',
  'training',
  'evaluation',
  'files',
  'store',
  'core',
  'host',
];
const pure = [
  'contract',
  'signal',
  'formats',
  'simulator',
  'beat',
  'rhythm',
  'families',
  'review',
  'dataset',
  'model',
  'evaluation',
];

const downwards = order.slice(0, -1).map((folder, index) => ({
  name: `${folder}-imports-only-from-above`,
  comment: `app/${folder} may import only from folders above it in app/README.md.`,
  severity: 'error',
  from: { path: `^app/${folder}/` },
  to: { path: `^app/(${order.slice(index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vite/client$' } },
    ...downwards,
    {
      name: 'pure-folders-use-no-node',
      comment: 'Pure folders take bytes, not files: what touches the disk belongs in app/files.',
      severity: 'error',
      from: { path: `^app/(${pure.join('|')})/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'onnxruntime-only-in-inference-and-training',
      severity: 'error',
      from: { path: '^(app|main|renderer)/', pathNot: '^app/(inference|training)/' },
      to: { path: 'node_modules/onnxruntime-(node|common)/' },
    },
    {
      name: 'database-only-in-store',
      severity: 'error',
      from: { path: '^(app|main|renderer)/', pathNot: '^app/store/' },
      to: { path: 'node_modules/better-sqlite3/' },
    },
    {
      name: 'electron-only-in-main',
      severity: 'error',
      from: { pathNot: '^(main|test)/' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'renderer-sees-contract-and-rpc-only',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(app|main|build|test)/', pathNot: '^app/(contract|rpc)/' },
    },
    { name: 'app-knows-no-door', severity: 'error', from: { path: '^app/' }, to: { path: '^(main|renderer|build)/' } },
    {
      name: 'nobody-imports-test',
      severity: 'error',
      from: { path: '^(app|main|renderer|build)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.js', '.mjs', '.cjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
