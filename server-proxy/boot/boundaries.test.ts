import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { breachesOf } from './boundaries.mjs'

/** A tree that keeps every rule; each case adds one file that breaks one. */
const SOUND = {
  'src/main.tsx': "import './app/router.tsx'; import './styles.css'",
  'src/styles.css': '',
  'src/app/router.tsx': "import '../embed/bridge.ts'; import '../features/orders/page.tsx'",
  'src/embed/bridge.ts': "import '../contract/a.ts'",
  'src/features/orders/page.tsx':
    "import '../../ui/button.tsx'; import type { A } from '../../contract/a.ts'",
  'src/features/members/page.tsx': "import '../../people/clean.ts'",
  'src/people/clean.ts': "import '../ui/button.tsx'; import type { A } from '../contract/a.ts'",
  'src/ui/button.tsx': "import '../lib/a.ts'",
  'src/lib/a.ts': 'export {}',
  'src/contract/a.ts': "import * as z from 'zod/mini'; export type A = z.ZodMiniType",
  'src/contract/a.test.ts': "import 'node:fs'",
  'src/contract/paths.ts': "export const orders = '/orders'; export const ownOrder = '/o/:token'",
  'server-proxy/main.ts':
    "import './app.ts'; import './env.ts'; const s = await import('./sandbox/server.ts')",
  'server-proxy/app.ts': "import './features/orders/routes.ts'",
  'server-proxy/env.ts': 'export const port = process.env.PORT',
  'server-proxy/features/orders/routes.ts': "import '#contract/a.ts'; import '../../gateway/gateway.ts'",
  'server-proxy/features/members/routes.ts': 'export {}',
  'server-proxy/gateway/gateway.ts': "import './seal.ts'",
  'server-proxy/gateway/seal.ts': "import { createHash } from 'node:crypto'",
  'server-proxy/sandbox/server.ts': "import '../gateway/seal.ts'",
  'server-proxy/testing/portal.ts': "import '../sandbox/server.ts'; import '../app.ts'",
  'server-proxy/gateway/gateway.test.ts': "import '../testing/portal.ts'",
}

const root = mkdtempSync(join(tmpdir(), 'boundaries-'))
let written: string[] = []
beforeAll(() => write(SOUND))
afterAll(() => rmSync(root, { recursive: true }))

/** The valid tree with these files, until the next call. */
function treeWith(files: Record<string, string>): string {
  for (const path of written) rmSync(join(root, path))
  write(Object.fromEntries(Object.entries(SOUND).filter(([path]) => written.includes(path))))
  write(files)
  written = Object.keys(files)
  return root
}

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

test('a valid tree has no breach', () => {
  expect(breachesOf(treeWith({}))).toEqual([])
})

test.each([
  ['src/lib/bad.ts', "import '../../server-proxy/gateway/seal.ts'", 'must not import the server'],
  ['server-proxy/features/orders/bad.ts', "import { request } from 'undici'", 'only through http/egress.ts'],
  ['server-proxy/features/orders/bad.ts', "await fetch('http://x')", 'only through http/egress.ts'],
  ['server-proxy/store/bad.ts', "import { connect } from 'node:net'", 'only through http/egress.ts'],
  ['src/lib/bad.test.ts', "import '../../server-proxy/gateway/seal.ts'", 'must not import the server'],
  ['src/lib/bad.ts', "import 'fs'", 'must not import Node'],
  ['src/lib/bad.ts', "import '../people/clean.ts'", 'src/lib may not import src/people'],
  ['src/ui/bad.tsx', "import '../people/clean.ts'", 'src/ui may not import src/people'],
  ['src/people/bad.ts', "import '../features/orders/page.tsx'", 'src/people may not import src/features'],
  ['src/app/bad.tsx', "import { renderToString } from 'react-dom/server'", 'renders for the server'],
  ['src/lib/bad.ts', "const fs = await import('node:fs')", 'must not import Node'],
  ['src/features/orders/bad.ts', "import '../members/page.tsx'", 'never imports a feature'],
  ['src/features/orders/bad.ts', "import '../../app/router.tsx'", 'src/features may not import src/app'],
  ['src/features/orders/bad.ts', "import '../../embed/bridge.ts'", 'src/features may not import src/embed'],
  ['src/ui/bad.ts', "import type { A } from '../contract/a.ts'", 'src/ui may not import src/contract'],
  ['src/ui/bad.ts', "export { A } from '../contract/a.ts'", 'src/ui may not import src/contract'],
  ['src/contract/bad.ts', "import 'react'", 'imports only zod/mini'],
  ['src/contract/bad.ts', "import '../lib/a.ts'", 'src/contract may not import src/lib'],
  ['src/lib/bad.ts', "fetchJson('/api/orders')", 'in src/contract/endpoints alone'],
  ['src/lib/bad.ts', 'fetchJson(`/api/orders/${id}`)', 'in src/contract/endpoints alone'],
  ['server-proxy/orders/bad.ts', 'const path = `${origin}/api/orders`', 'in src/contract/endpoints alone'],
  ['server-proxy/http/bad.ts', "new Set(['GET /api/session'])", 'in src/contract/endpoints alone'],
  [
    'src/features/orders/bad.tsx',
    'const a = <Link to="/orders" />',
    'page addresses are in src/contract/paths.ts alone',
  ],
  ['src/lib/bad.ts', 'navigate(`/orders/${id}`)', 'page addresses are in'],
  ['src/lib/bad.ts', "navigate('/orders?status=paid')", 'page addresses are in'],
  ['server-proxy/orders/bad.ts', 'const url = `${origin}/o/${token}`', 'page addresses are in'],
  [
    'src/features/orders/bad.tsx',
    'useQuery(readOptions(readOrder, {}))',
    'in the queries.ts of their feature',
  ],
  ['src/app/bad.ts', 'useQuery({ queryKey, queryFn: () => 1 })', 'in the queries.ts of their feature'],
  ['src/app/bad.ts', 'useEffect(() => window.scrollTo(0, 0), [])', 'write braces'],
  ['src/ui/bad.ts', 'useLayoutEffect(() => row.current?.scrollIntoView())', 'write braces'],
  ['src/new/bad.ts', "import '../lib/a.ts'", 'a room without rules'],
  ['server-proxy/http/bad.ts', "import '../../src/lib/a.ts'", 'may not import src/lib'],
  ['server-proxy/features/orders/bad.ts', "import '../../gateway/seal.ts'", 'keys and seal'],
  [
    'server-proxy/features/orders/bad.ts',
    "import '../../sandbox/server.ts'",
    'may not import server-proxy/sandbox',
  ],
  [
    'server-proxy/features/orders/bad.ts',
    "import '../../testing/portal.ts'",
    'may not import server-proxy/testing',
  ],
  ['server-proxy/features/members/bad.ts', "import '../orders/routes.ts'", 'never imports a feature'],
  [
    'server-proxy/gateway/bad.ts',
    "import '../features/orders/routes.ts'",
    'may not import server-proxy/features',
  ],
  [
    'server-proxy/store/bad.ts',
    "import type { X } from '../gateway/gateway.ts'",
    'may not import server-proxy/gateway',
  ],
  ['server-proxy/features/orders/bad.ts', "import '../../app.ts'", 'may not import server-proxy/app'],
  ['server-proxy/sandbox/bad.ts', "import '../gateway/gateway.ts'", 'only the seal'],
  ['server-proxy/gateway/sign.ts', 'export const at = () => Date.now()', 'no clock'],
  ['server-proxy/http/bad.ts', 'export const zone = process.env.TZ', 'reads the environment'],
])('%s with %s is a breach', (path, text, why) => {
  const breaches = breachesOf(treeWith({ [path]: text }))
  expect(breaches).toHaveLength(1)
  expect(breaches[0]).toContain(why)
})

test.each([
  ["db.insertInto('orders').values(row)", 'orders alone writes the table orders'],
  ["db\n  .updateTable(\n    'sessions')", 'http alone writes the table sessions'],
  ["db.deleteFrom('links')", 'purchases alone writes the table links'],
  ['sql`insert into trails (id) values (1)`', 'evidence alone writes the table trails'],
  ['sql`update orders set status = 1`', 'orders alone writes the table orders'],
  ['sql`delete from partner_events`', 'live alone writes the table partner_events'],
  ['db.deleteFrom(table)', 'a write names its table in the call'],
])('a room that does not own the table may not write %s', (text, why) => {
  for (const [path, breaches] of [
    ['server-proxy/features/members/bad.ts', [expect.stringContaining(why)]],
    ['server-proxy/store/bad.ts', [expect.stringContaining(why)]],
    ['server-proxy/features/members/fine.test.ts', []],
    ['server-proxy/store/migrations/0001-first.ts', []],
  ] as const)
    expect(breachesOf(treeWith({ [path]: text })), path).toEqual(breaches)
})

test('a room writes its own tables and reads all', () => {
  const own = "db.insertInto('links'); sql`update links set n = 1`; db.selectFrom('orders')"
  expect(breachesOf(treeWith({ 'server-proxy/purchases/fine.ts': own }))).toEqual([])
})

test('a table without an owner is a breach', () => {
  const schema = 'export type Database = {\n  orders: Orders\n  new_table: NewTable\n}'
  expect(breachesOf(treeWith({ 'server-proxy/store/schema.ts': schema }))).toEqual([
    expect.stringContaining('say in boundaries.mjs which room writes the table new_table'),
  ])
})

test.each([
  ['values', "import { a } from './a.ts'; export const b = a"],
  ['types', "import type { a } from './a.ts'; export const b = 1"],
  ['dynamic imports', "export const b = () => import('./a.ts')"],
  ['exports', "export { a as b } from './a.ts'"],
])('a circle of %s is a breach', (_, b) => {
  const tree = { 'src/lib/a.ts': "import { b } from './b.ts'; export const a = b", 'src/lib/b.ts': b }
  expect(breachesOf(treeWith(tree))).toEqual([expect.stringContaining('a circle')])
})

test.each(['src/lib/long.ts', 'src/lib/long.test.ts', 'src/styles/long.css', 'e2e/long.py'])(
  '%s of more than 300 lines is a breach',
  (path) => {
    const lines = (count: number) => 'export {}\n'.repeat(count)
    expect(breachesOf(treeWith({ [path]: lines(300) }))).toEqual([])
    expect(breachesOf(treeWith({ [path]: lines(301) }))).toEqual([
      `${path}: 301 lines, and 300 are the most: split it by subject`,
    ])
  },
)

test.each([
  'src/ui/messages.ts',
  'src/ui/later-messages.ts',
  'src/lib/a.corpus.ts',
  'src/lib/paste-cases.ts',
])('%s is data and may be long', (path) => {
  expect(breachesOf(treeWith({ [path]: 'export {}\n'.repeat(301) }))).toEqual([])
})

test('the program reports breaches by its exit code', () => {
  const run = (tree: string) =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'boundaries.mjs'), tree], { encoding: 'utf8' })
  const sound = run(treeWith({}))
  expect([sound.status, sound.stdout]).toEqual([0, '0 breaches; half of the files have at most 1 lines\n'])
  const bad = run(treeWith({ 'src/contract/bad.ts': "import 'react'" }))
  expect([bad.status, bad.stderr]).toEqual([1, expect.stringContaining('src/contract/bad.ts')])
})
