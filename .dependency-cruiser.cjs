// The rules of the house that imports can show (docs/architecture.md). Each says why; tests/architecture.test.ts breaks each one once.

/** The order of the business: a feature uses only the features before it. A new feature takes its place here. */
const FEATURES = [
  'accounts',
  'standards',
  'taxonomy',
  'organizations',
  'invitations',
  'profiles',
  'claims',
  'mandates',
  'sourcing',
  'imports',
  'matching',
  'notices',
  'linkages',
  'documents',
  'offers',
  'conversations',
  'meetings',
  'events',
  'contracts',
  'supplier-lists',
  'desk',
  'alerts',
  'learning',
  'directory',
]

/** Tests, what only tests share, and the suites that one test runs over several adapters, are free. */
const TEST = String.raw`\.(test|cases|fixtures|arbitraries)\.ts$|\.contract[a-z-]*\.ts$`
/** What starts a process: everything else must be reachable from here. */
const ENTRIES = String.raw`^(server/(main|init-data)\.ts|server/adapters/(list-reader-worker|file-inspector-worker|embedded-thread)\.ts|drizzle\.config\.ts|scripts/|bench/|web/src/)`
/** Served by tools, not found on disk: SvelteKit's own modules and generated types. */
const VIRTUAL = String.raw`^(\$app/|\$env/|\./\$types|\$lib)`

const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

const FLOORS = [
  rule(
    'domain-is-pure',
    'Rules that an economist can read and a test can run without a database; plumbing would bury them.',
    { path: '^domain/', pathNot: TEST },
    { pathNot: '^domain/' },
  ),
  rule(
    'db-knows-only-domain',
    'Tables take their words from the rules; a database that knows who asks it cannot be used by the worker, the scripts and the tests alike.',
    { path: '^db/', pathNot: TEST },
    { path: '^(server|web|words|tests|scripts|bench)/' },
  ),
  rule(
    'words-stand-alone',
    'Pages and server both ship the dictionaries; whatever these imported would be shipped to browsers too.',
    { path: '^words/', pathNot: TEST },
    { pathNot: '^words/' },
  ),
  rule(
    'web-speaks-http-only',
    'Pages see what any client of the API sees: a door that only they had would be a door past the access checks.',
    { path: '^web/src/' },
    { path: '^(server|db|domain|tests|scripts|bench)/' },
  ),
  rule(
    'product-knows-no-tests',
    'What ships must not need what does not.',
    { path: '^(domain|db|server|words|web/src)/', pathNot: TEST },
    { path: `^(tests|scripts|bench)/|${TEST}` },
  ),
  rule(
    'product-needs-no-dev-packages',
    'A package that the running product imports belongs to the dependencies that are reviewed and listed.',
    { path: '^(domain|db|server)/', pathNot: TEST },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
]

const INSIDE_THE_SERVER = [
  rule(
    'sql-only-in-stores',
    'Whoever reviews who can see which rows has a dozen short files to read, not the whole server.',
    { path: '^server/', pathNot: `^server/(features/[^/]+/store[a-z-]*\\.ts|http/session\\.ts|compose\\.ts|main\\.ts)$|${TEST}` },
    { path: 'node_modules/(drizzle-orm|pg|pg-boss)/|^db/schema/' },
  ),
  rule(
    'lucia-has-one-home',
    'Lucia is no longer developed; on the day it is replaced one file changes.',
    { path: '^(domain|db|server|web/src|scripts)/', pathNot: '^server/http/session\\.ts$' },
    { path: 'node_modules/(lucia|@lucia-auth)/' },
  ),
  rule(
    'fastify-only-at-the-edge',
    'A use case is called by the API, by a job and by a test; only the edge may know that HTTP exists.',
    { path: '^server/', pathNot: `^server/(http/.*|features/[^/]+/(routes|contract)[a-z-]*\\.ts|shapes\\.ts|main\\.ts)$|${TEST}` },
    { path: 'node_modules/(fastify|@fastify)/' },
  ),
  rule(
    'features-know-no-http-layer',
    'Features lie below; looking up to what mounts them would tie a circle.',
    { path: '^server/features/', pathNot: TEST },
    { path: '^server/(http/|compose\\.ts$|main\\.ts$|worker\\.ts$)' },
  ),
  rule(
    'another-feature-only-by-its-service',
    "A service checks who may; another feature's store or contract would go round it.",
    { path: '^server/features/([^/]+)/', pathNot: TEST },
    { path: '^server/features/', pathNot: '^server/features/($1/|[^/]+/service[a-z-]*\\.ts$)' },
  ),
  rule(
    'another-feature-is-handed-in',
    'compose.ts hands services over; a feature imports only the interface, so that a test can hand in another.',
    { path: '^server/features/([^/]+)/', pathNot: TEST },
    { path: '^server/features/[^/]+/service[a-z-]*\\.ts$', pathNot: '^server/features/$1/', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'routes-never-touch-stores',
    'Routes are a table of contents; a route that reads rows has skipped the access check.',
    { path: '^server/features/[^/]+/routes[a-z-]*\\.ts$' },
    { path: '^server/features/[^/]+/store[a-z-]*\\.ts$|^db/' },
  ),
  rule(
    'adapters-only-in-compose',
    'Everybody else sees the port, so that the other adapter fits in the same place.',
    { path: '^(domain|db|server|web/src)/', pathNot: `^server/(compose[a-z-]*|main)\\.ts$|^server/adapters/|${TEST}` },
    { path: '^server/adapters/' },
  ),
]

const EVERYWHERE = [
  rule(
    'no-circles',
    'Two files that need each other are one file, or three.',
    { path: '^(domain|db|server|words|web/src|scripts|tests|bench)/' },
    { circular: true },
  ),
  rule(
    'no-orphans',
    'Code that nothing reaches is read, fixed and feared for nothing.',
    { path: ENTRIES },
    { path: '^(domain|db|server|words)/', pathNot: `${TEST}|\\.d\\.ts$|${ENTRIES}`, reachable: false },
  ),
  rule(
    'no-barrels',
    'A file that only hands on hides where a thing lives and ties circles; the kit of page components is the one exception.',
    {},
    { path: '(^|/)index\\.(ts|js|mjs)$', pathNot: 'node_modules/|^web/src/lib/ui/' },
  ),
  rule(
    'no-unresolved-imports',
    'An import that leads nowhere is a rule that checks nothing.',
    {},
    { couldNotResolve: true, pathNot: VIRTUAL },
  ),
]

const featureOrder = FEATURES.slice(0, -1).map((feature, at) =>
  rule(
    `feature-order-${feature}`,
    `${feature} comes before ${FEATURES.slice(at + 1).join(', ')} in the order of the business and works without them.`,
    { path: `^server/features/${feature}/`, pathNot: TEST },
    { path: `^server/features/(${FEATURES.slice(at + 1).join('|')})/` },
  ),
)

module.exports = {
  forbidden: [...FLOORS, ...INSIDE_THE_SERVER, ...featureOrder, ...EVERYWHERE],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(web/(build|\\.svelte-kit|static)|node_modules/\\.|data|data-demo)/' },
    webpackConfig: { fileName: 'scripts/import-aliases.cjs' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.svelte', '.mjs', '.cjs', '.d.ts', '.json'],
    },
    moduleSystems: ['es6', 'cjs'],
    reporterOptions: { mermaid: { minify: false } },
  },
}
