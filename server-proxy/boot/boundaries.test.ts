import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { breachesOf } from './boundaries.mjs'

/** A tree that keeps every rule; each case adds one file that breaks one. */
const SOUND = {
  'src/main.tsx': "import './app/router.tsx'",
  'src/app/router.tsx': "import '../features/orders/page.tsx'",
  'src/features/orders/page.tsx':
    "import '../../ui/button.tsx'; import type { A } from '../../contract/a.ts'",
  'src/features/members/page.tsx': 'export {}',
  'src/ui/button.tsx': "import '../lib/a.ts'",
  'src/lib/a.ts': 'export {}',
  'src/contract/a.ts': "import * as z from 'zod/mini'; export type A = z.ZodMiniType",
  'server-proxy/main.ts': "import './app.ts'",
  'server-proxy/app.ts': "import './features/orders/routes.ts'",
  'server-proxy/features/orders/routes.ts':
    "import '../../../src/contract/a.ts'; import '../../gateway/gateway.ts'",
  'server-proxy/gateway/gateway.ts': "import './seal.ts'",
  'server-proxy/gateway/seal.ts': 'export {}',
  'server-proxy/sandbox/server.ts': 'export {}',
}

function breachesWith(files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'boundaries-'))
  for (const [path, text] of Object.entries({ ...SOUND, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return breachesOf(root)
}

test('a sound tree has no breach', () => {
  expect(breachesWith({})).toEqual([])
})

test.each([
  ['src/lib/bad.ts', "import '../../server-proxy/gateway/seal.ts'", 'no server'],
  ['src/lib/bad.ts', "import 'node:fs'", 'no Node'],
  ['src/features/orders/bad.ts', "import '../members/page.tsx'", 'never imports a feature'],
  ['src/ui/bad.ts', "import type { A } from '../contract/a.ts'", 'ui may not import contract'],
  ['src/contract/bad.ts', "import 'react'", 'zod alone'],
  ['server-proxy/app2/bad.ts', "import '../../src/lib/a.ts'", 'only the contract'],
  ['server-proxy/features/orders/bad.ts', "import '../../gateway/seal.ts'", 'keys and seal'],
  ['server-proxy/features/orders/bad.ts', "import '../../sandbox/server.ts'", 'main and tests'],
  ['server-proxy/gateway/bad.ts', "import '../features/orders/routes.ts'", 'above features'],
  ['server-proxy/features/members/bad.ts', "import '../orders/routes.ts'", 'never imports a feature'],
  ['src/lib/a.ts', "import { b } from './b.ts'; export const a = b", 'x'],
])('%s with %s is a breach', (path, text, why) => {
  const circle: Record<string, string> =
    path === 'src/lib/a.ts' ? { 'src/lib/b.ts': "import { a } from './a.ts'; export const b = a" } : {}
  expect(breachesWith({ [path]: text, ...circle }).join('\n')).toContain(why === 'x' ? 'a circle' : why)
})
