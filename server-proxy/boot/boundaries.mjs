// Import rules on the real import graph, and lengths; `node boundaries.mjs [folder]` prints breaches and exits 1.
import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'oxc-parser'
import { lengthBreaches, medianLength } from './lengths.mjs'
import { slashed, sourceFiles } from './source-files.mjs'
import { pageAddress, SEAL, textBreaches } from './text-rules.mjs'

/** The rooms that each room may import. A file outside the folders counts as a room. */
const BROWSER = {
  src: ['src/app'],
  'src/app': [
    'src/features',
    'src/people',
    'src/trail',
    'src/embed',
    'src/ui',
    'src/api',
    'src/contract',
    'src/lib',
  ],
  'src/features': ['src/people', 'src/trail', 'src/ui', 'src/api', 'src/contract', 'src/lib'],
  'src/people': ['src/ui', 'src/api', 'src/contract', 'src/lib'],
  'src/trail': ['src/ui', 'src/api', 'src/contract', 'src/lib'],
  'src/ui': ['src/lib'],
  'src/api': ['src/contract', 'src/lib'],
  'src/embed': ['src/contract', 'src/lib'],
  'src/contract': [],
  'src/lib': ['src/contract'],
}
const BASE = ['deps', 'notifications', 'gateway', 'jobs', 'http', 'store']
const BFF = {
  main: [
    'app',
    'env',
    'features',
    'log',
    'sandbox',
    'settings',
    'version',
    'orders',
    'evidence',
    'purchases',
    'live',
    ...BASE,
  ],
  commands: [
    'env',
    'settings',
    'version',
    'sandbox',
    'features',
    'evidence',
    'live',
    'gateway',
    'jobs',
    'http',
    'store',
  ],
  app: ['deps', 'features', 'http', 'log', 'notifications', 'orders'],
  env: ['env-shapes', 'settings', 'settings-names'],
  'settings-names': ['env-shapes'],
  'env-shapes': ['settings', 'store'],
  deps: ['gateway', 'http', 'jobs', 'live', 'store'],
  log: ['http'],
  settings: [],
  version: [],
  features: ['orders', 'purchases', 'evidence', 'live', ...BASE],
  orders: ['purchases', 'evidence', 'live', ...BASE],
  purchases: ['evidence', 'live', ...BASE],
  evidence: ['live', ...BASE],
  live: ['deps', 'http', 'jobs', 'store'],
  notifications: ['deps', 'http', 'jobs', 'store'],
  http: ['gateway', 'store'],
  gateway: ['settings', 'store'],
  jobs: ['store'],
  store: [],
  sandbox: ['gateway', 'settings'],
  boot: [],
}
const MAY = { ...BROWSER }
for (const [room, rooms] of Object.entries(BFF))
  MAY[`server-proxy/${room}`] = [...rooms.map((name) => `server-proxy/${name}`), 'src/contract']

/** The only room that writes each table. Every room may read all of them. */
const OWNERS = {
  orders: [
    'orders',
    'order_batches',
    'policies',
    'order_events',
    'attentions',
    'changes',
    'order_people',
    'sealed_orders',
    'sealed_openings',
    'invoice_files',
    'differences',
    'own_links',
    'file_tickets',
    'guesses',
    'learned_premiums',
    'payment_keys',
    'signed_payments',
  ],
  purchases: ['links', 'purchases', 'abandoned_purchases', 'drafts'],
  evidence: ['trails', 'trail_entries', 'trail_pieces', 'trail_annexes', 'evidence_keys'],
  live: ['partner_events', 'notice_events'],
  notifications: ['notifications'],
  http: [
    'sessions',
    'users',
    'totp_factors',
    'recovery_codes',
    'pending_sign_ins',
    'passkeys',
    'passkey_challenges',
  ],
  gateway: ['gateway_calls', 'gateway_backoff'],
  store: ['backups', 'files', 'file_parts', 'audit_log', 'audit_head', 'vault_keys', 'data_keys'],
  'features/staff': ['factor_rules'],
  'features/members': ['members', 'registrations'],
  'features/products': ['products', 'product_documents'],
  'features/disclosure': ['disclosures'],
  'features/partners': ['partners', 'partner_keys', 'spent_tokens', 'token_refusals', 'loaders'],
  'features/reconciliation': ['comparisons'],
  'features/desk': ['order_days', 'order_day_parties'],
  'features/audit': ['settings_seen'],
  'features/notices': ['notices', 'notice_robots', 'notice_choices', 'notice_stops'],
  'features/health': ['outages', 'outage_orders', 'watched'],
}
const OWNER_OF = Object.fromEntries(
  Object.entries(OWNERS).flatMap(([room, tables]) => tables.map((table) => [table, room])),
)
const SCHEMA = 'server-proxy/store/schema.ts'
/** Migrations, backup and re-encryption use every table; the sandbox has its own store. */
const WRITES_ANYWAY = /^server-proxy\/(sandbox\/|store\/(migrations\/|backup\.ts$|vault\/reseal\.ts$))/
const KYSELY = '\\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\\(\\s*'
const WRITE = new RegExp(
  `${KYSELY}['"\`](\\w+)|\\b(?:insert into|update|delete from|merge into)\\s+"?(\\w+)"?(?=\\s+(?:\\(|set|as|where|using|select|values|default)\\b|\\s*[(\`'])`,
  'gi',
)
const WRITE_UNNAMED = new RegExp(`${KYSELY}[^'"\`\\s]`)

const SOURCE = /(?<!\.d)\.(ts|tsx|mts|mjs)$/
const TEST = /\.test\.tsx?$|^server-proxy\/(testing|bench)\/|^e2e\/|^[^/]*$/
const FIRST_VIEW = 'src/app/first-view.tsx'

/** Each breach below `root`, as one sentence. */
export function breachesOf(root) {
  const files = sourceFiles(root, SOURCE).map((path) => read(root, path))
  const page = pageAddress(root)
  const breaches = files.flatMap(({ path, text, imports }) =>
    [
      ...imports.flatMap((one) => breachOf(path, one) ?? []),
      ...(TEST.test(path) ? [] : [...textBreaches(path, text, page), ...writeBreaches(path, text)]),
    ].map((why) => `${path}: ${why}`),
  )
  return [...breaches, ...circlesOf(files), ...lengthBreaches(root)]
}

/** Returns why `path` may not import this, or null. */
function breachOf(path, { to, local }) {
  const here = roomOf(path)
  const there = local ? roomOf(to) : null
  if (here.startsWith('src') && there?.startsWith('server-proxy'))
    return `the browser must not import the server (${to})`
  if (TEST.test(path)) return null
  if (here.startsWith('src') && !local && isBuiltin(to)) return `the browser must not import Node (${to})`
  if (here.startsWith('src') && to.startsWith('react-dom/server') && path !== FIRST_VIEW)
    return `only ${FIRST_VIEW} renders for the server (${to})`
  if (local && to === FIRST_VIEW) return `${FIRST_VIEW} is built separately (${to})`
  if (here === 'src/contract' && !local && to !== 'zod/mini')
    return `the contract imports only zod/mini (${to})`
  if (!MAY[here]) return `${here} is a room without rules: add what it may import to boundaries.mjs`
  if (!local) return null
  if (there !== here && !MAY[here].includes(there)) return `${here} may not import ${there} (${to})`
  if (here.endsWith('/features') && there === here && nounOf(path) !== nounOf(to))
    return `a feature never imports a feature (${to})`
  if (here === 'server-proxy/sandbox' && there === 'server-proxy/gateway' && !SEAL.test(to))
    return `of the gateway the sandbox imports only the seal (${to})`
  if (SEAL.test(to) && here !== 'server-proxy/gateway' && here !== 'server-proxy/sandbox')
    return `keys and seal stay in gateway and sandbox (${to})`
  return null
}

function writeBreaches(path, text) {
  if (path === SCHEMA)
    return [...text.matchAll(/^  (\w+): \w+$/gm)].flatMap(([, table]) =>
      OWNER_OF[table] ? [] : [`say in boundaries.mjs which room writes the table ${table}`],
    )
  if (!path.startsWith('server-proxy/') || WRITES_ANYWAY.test(path)) return []
  const tables = new Set([...text.matchAll(WRITE)].map(([, call, sql]) => call ?? sql))
  const found = [...tables].flatMap((table) => {
    const owner = OWNER_OF[table]
    return owner && !path.startsWith(`server-proxy/${owner}/`)
      ? [`${owner} alone writes the table ${table}`]
      : []
  })
  if (WRITE_UNNAMED.test(text)) found.push('a write names its table in the call')
  return found
}

/** `imports`: `{to, local}`, where `to` is a file of the tree or a package. */
function read(root, path) {
  const file = join(root, path)
  const text = readFileSync(file, 'utf8')
  const { module, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`)
  const imports = []
  const add = (request) => {
    const local = /^(\.|\/|#contract\/)/.test(request)
    const to = local ? slashed(relative(root, localFile(root, file, request))) : request
    imports.push({ to, local })
  }
  for (const { moduleRequest } of module.staticImports) add(moduleRequest.value)
  for (const { moduleRequest } of module.staticExports.flatMap(({ entries }) => entries))
    if (moduleRequest) add(moduleRequest.value)
  for (const { moduleRequest } of module.dynamicImports) {
    const argument = text.slice(moduleRequest.start, moduleRequest.end)
    if (/^['"]/.test(argument)) add(argument.slice(1, -1))
  }
  return { path, text, imports }
}

function localFile(root, file, request) {
  const [address] = request.split('?')
  const path = address.startsWith('#contract/')
    ? join(root, 'src/contract', address.slice('#contract/'.length))
    : resolve(dirname(file), address)
  return [path, `${path}.ts`, `${path}.tsx`].find((one) => existsSync(one)) ?? path
}

/** `src/app`, `server-proxy/gateway`; `server-proxy/main` for a file beside the folders, `src` for those of src. */
function roomOf(path) {
  const [side, name = '', ...below] = path.split('/')
  if (below.length > 0) return `${side}/${name}`
  return side === 'server-proxy' ? `${side}/${name.replace(/\.\w+$/, '')}` : side
}

function nounOf(path) {
  return /\/features\/([^/]+)/.exec(path)?.[1]
}

/** Type imports and dynamic imports count, which `import/no-cycle` of oxlint cannot do. */
function circlesOf(files) {
  const next = new Map(
    files.map(({ path, imports }) => [path, imports.filter(({ local }) => local).map(({ to }) => to)]),
  )
  const done = new Set()
  const found = []
  const walk = (path, way) => {
    if (way.includes(path)) found.push(`${[...way.slice(way.indexOf(path)), path].join(' -> ')}: a circle`)
    else if (!done.has(path)) {
      for (const to of new Set(next.get(path))) walk(to, [...way, path])
      done.add(path)
    }
  }
  for (const path of next.keys()) walk(path, [])
  return found
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) {
  const root = resolve(process.argv[2] ?? '.')
  const breaches = breachesOf(root)
  for (const breach of breaches) console.error(breach)
  console.log(`${breaches.length} breaches; half of the files have at most ${medianLength(root)} lines`)
  process.exitCode = breaches.length > 0 ? 1 : 0
}
