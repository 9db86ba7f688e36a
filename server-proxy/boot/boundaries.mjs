// Who may import whom, on the real import graph; `node boundaries.mjs [folder]` prints breaches and exits 1.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { parseSync } from 'oxc-parser'

const SKIP = /(^|\/)(node_modules|dist|\.git|\.data|test-results)(\/|$)/
const SOURCE = /\.(ts|tsx|mjs)$/
const TEST = /\.test\.tsx?$|(^|\/)testing\/|^e2e\//

function sourcesOf(root, folder = root) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (SKIP.test(relative(root, path))) return []
    return entry.isDirectory() ? sourcesOf(root, path) : SOURCE.test(entry.name) ? [path] : []
  })
}

/** `{from, to, value}`: `to` is a file of the tree, or a package's name; types alone have `value` false. */
function importsOf(root, file) {
  const { module, errors } = parseSync(file, readFileSync(file, 'utf8'))
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`)
  const found = []
  const add = (request, value) => {
    const local = request.startsWith('.')
    const target = local ? resolveLocal(file, request.split('?')[0]) : request
    if (target)
      found.push({
        from: slashed(relative(root, file)),
        to: local ? slashed(relative(root, target)) : target,
        local,
        value,
      })
  }
  for (const one of module.staticImports)
    add(one.moduleRequest.value, one.entries.length === 0 || one.entries.some((entry) => !entry.isType))
  for (const one of module.staticExports)
    for (const entry of one.entries) if (entry.moduleRequest) add(entry.moduleRequest.value, !entry.isType)
  for (const one of module.dynamicImports) {
    const text = readFileSync(file, 'utf8').slice(one.moduleRequest.start, one.moduleRequest.end)
    if (/^['"]/.test(text)) add(text.slice(1, -1), false)
  }
  return found
}

const slashed = (path) => path.split(sep).join('/')

function resolveLocal(file, request) {
  const path = resolve(dirname(file), request)
  return [path, `${path}.ts`, `${path}.tsx`].find((one) => existsSync(one))
}

const room = (path) => /^src\/(?:(features)\/([^/]+)|([^/]+))\//.exec(path)
const srcRoom = (path) => {
  const match = room(path)
  return match ? (match[1] ?? match[3]) : path.startsWith('src/') ? 'main' : null
}
const bffRoom = (path) =>
  /^server-proxy\/([^/]+)\//.exec(path)?.[1] ?? (path.startsWith('server-proxy/') ? 'top' : null)
const noun = (path) => /features\/([^/]+)\//.exec(path)?.[1]

const SRC_MAY = {
  main: ['app'],
  app: ['app', 'features', 'ui', 'api', 'contract', 'lib', 'embed'],
  features: ['features', 'ui', 'api', 'contract', 'lib'],
  ui: ['ui', 'lib'],
  api: ['api', 'contract', 'lib'],
  embed: ['embed', 'contract', 'lib'],
  contract: ['contract'],
  lib: ['lib', 'contract'],
}

/** Each breach as one sentence. */
export function breachesOf(root) {
  const edges = sourcesOf(root).flatMap((file) => importsOf(root, file))
  const breaches = []
  for (const { from, to, local } of edges) {
    const say = (why) => breaches.push(`${from} -> ${to}: ${why}`)
    const isTest = TEST.test(from)
    const here = srcRoom(from)
    if (here) {
      if (to.startsWith('server-proxy/') || (!isTest && to.startsWith('node:')))
        say('the browser knows no server and no Node')
      const there = srcRoom(to)
      if (local && there && SOURCE.test(to) && !isTest && !SRC_MAY[here]?.includes(there))
        say(`${here} may not import ${there}`)
      if (here === 'features' && there === 'features' && noun(from) !== noun(to))
        say('a feature never imports a feature')
      if (here === 'contract' && !local && !isTest && !/^zod(\/|$)/.test(to))
        say('the contract imports zod alone')
    }
    const inside = bffRoom(from)
    if (!inside || isTest) continue
    const there = bffRoom(to)
    if (to.startsWith('src/') && !to.startsWith('src/contract/'))
      say('of src the BFF knows only the contract')
    if (/gateway\/(des|sign|seal)\.ts$/.test(to) && inside !== 'gateway' && inside !== 'sandbox')
      say('keys and seal stay in gateway and sandbox')
    if (there === 'sandbox' && inside !== 'sandbox' && from !== 'server-proxy/main.ts')
      say('the sandbox is for main and tests')
    if (there === 'features' && !['features', 'top'].includes(inside))
      say('only app and main stand above features')
    if (inside === 'features' && there === 'features' && noun(from) !== noun(to))
      say('a feature never imports a feature')
    if (/^server-proxy\/(app|main)\.ts$/.test(to) && from !== 'server-proxy/main.ts')
      say('nothing imports what stands above it')
    if (there === 'testing') say('test helpers are for tests')
  }
  return [...breaches, ...circlesOf(edges.filter((edge) => edge.local && edge.value))]
}

function circlesOf(edges) {
  const next = new Map()
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set()
  const found = []
  const walk = (file, path) => {
    if (path.includes(file))
      return void found.push(`${[...path.slice(path.indexOf(file)), file].join(' -> ')}: a circle`)
    if (done.has(file)) return
    for (const to of next.get(file) ?? []) walk(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) walk(file, [])
  return found
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) {
  const breaches = breachesOf(resolve(process.argv[2] ?? '.'))
  for (const breach of breaches) console.error(breach)
  console.log(`${breaches.length} breaches`)
  process.exit(breaches.length > 0 ? 1 : 0)
}
