// Which room may import which. The rooms and the reasons are in docs/architecture.md; a cycle or an upward arrow fails.
// `import type` is followed only where a rule says so: types do not reach the bundle.

/** A room's device-free files, which forms, links and previews may use without a worker. */
const deviceFree = [
  '^src/core/',
  '^src/data/',
  '(^|/)schema\\.ts$',
  '(^|/)plan\\.ts$',
  '^src/models/swarm/(result|catalogue|known-functions|bbob/(bbob|bbob-texts|bbob-titles)|clusters/clusters|polish/polish|comparison/(coco-format|swept-grids|trials-csv)|designs/(designs|design-names|design-formulas)|external/(bad-value|values-csv)|place-on-axis|problem|evaluations|spec-parts|swarm-settings)\\.ts$',
  // Of an algorithm: what it says of itself. Its moves are in *.reference.ts and in WGSL.
  '^src/models/swarm/algorithms/(?!movers|mover|move-shaders)[\\w-]+\\.ts$',
  '^src/models/swarm/wgsl/(words|packed-numbers|read-numbers)\\.ts$',
  '^src/models/swarm/problems/',
  '\\.numeric\\.ts$',
];
const tests = '\\.(test|contract)\\.ts$';

/** Arrows that a room may draw to other rooms of ours. */
const allowed = {
  core: [],
  data: ['core'],
  gpu: ['core'],
  storage: ['core'],
  models: ['core', 'data', 'gpu'],
  views: ['core', 'models'],
};

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
    ...Object.entries(allowed).map(([room, rooms]) => ({
      name: `${room}-imports-${rooms.length === 0 ? 'nothing-of-ours' : rooms.join('-and-')}`,
      severity: 'error',
      from: { path: `^src/${room}/`, pathNot: tests },
      to: { path: '^(src|cli|workers|e2e|bench|server)/', pathNot: [room, ...rooms].map((name) => `^src/${name}/`) },
    })),
    {
      name: 'views-take-types-only',
      comment: 'Views are drawn with what they are handed; of the other rooms they know the types.',
      severity: 'error',
      from: { path: '^src/views/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/views/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody-imports-engine',
      comment: 'The engine is the top of its side of the worker: only the worker and the command line build one.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/engine/', tests] },
      to: { path: '^src/engine/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pages-stay-device-free',
      comment: 'App, elements and client reach everything that computes through the worker.',
      severity: 'error',
      from: { path: '^src/(app|elements|client)/', pathNot: tests },
      to: {
        path: '^src/(gpu|models|storage|engine|data)/',
        pathNot: deviceFree,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'nobody-imports-the-app',
      severity: 'error',
      from: { path: '^(src|cli|workers)/', pathNot: ['^src/app/', '^src/elements/', '^workers/service-worker\\.ts$'] },
      to: { path: '^src/(app|elements)/' },
    },
    {
      name: 'the-client-knows-no-views',
      severity: 'error',
      from: { path: '^src/client/' },
      to: { path: '^src/(views|app|elements)/' },
    },
    {
      name: 'shaders-by-their-owners',
      comment:
        'A kernel is read by the room that owns it: shaders/swarm by models/swarm, shaders/lib through the linker.',
      severity: 'error',
      from: {
        path: '^(src|cli|workers)/',
        pathNot: ['^src/gpu/', '^src/models/swarm/', '^src/engine/self-test\\.ts$', tests],
      },
      to: { path: '^shaders/' },
    },
    {
      name: 'no-node-in-src',
      comment: 'One engine runs in a worker and under Node: what only Node has is handed in.',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-react-outside-the-app',
      severity: 'error',
      from: { path: '^(src|cli|workers)/', pathNot: '^src/(app|elements)/' },
      to: { path: 'node_modules/(react|react-dom|react-aria-components|wouter|lucide-react)/' },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^(src|cli|workers)/', pathNot: [tests, '^cli/(test-device|run-cli)\\.ts$'] },
      to: { path: [tests, '^e2e/', '^bench/'] },
    },
    {
      name: 'no-development-packages-in-the-product',
      severity: 'error',
      from: { path: '^(src|cli|workers)/', pathNot: [tests, '^cli/(test-device|run-cli)\\.ts$'] },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/(webgpu|@webgpu)/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
