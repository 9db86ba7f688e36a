import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'
import { build } from 'vite'
import { readPages } from '../http/page-files.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const ASSETS = join(ROOT, 'dist', 'assets')
const HASHED = /^(.+)-[\w-]{8}\.js$/
const BARE = `
  import { createElement } from 'react'
  import { createRoot } from 'react-dom/client'
  import { createBrowserRouter } from 'react-router'
  import { RouterProvider } from 'react-router/dom'
  import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
  const Page = () => useQuery({ queryKey: [], queryFn: () => 1 }).data
  const router = createBrowserRouter([{ path: '/', Component: Page }])
  createRoot(document.body).render(
    createElement(QueryClientProvider, { client: new QueryClient() }, createElement(RouterProvider, { router })))`

/** The gzipped bytes of React DOM, router and query on an empty page. */
async function bareWeight(): Promise<number> {
  const entry = 'virtual:bare'
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, target: ['chrome111', 'safari16.4'], rollupOptions: { input: entry } },
    plugins: [
      {
        name: 'bare',
        resolveId: (id) => (id === entry ? join(ROOT, 'src', 'bare.js') : null),
        load: (id) => (id.endsWith('bare.js') ? BARE : null),
      },
    ],
  })
  if (Array.isArray(built) || !('output' in built)) throw new Error('exactly one build is expected')
  const chunks = built.output.flatMap((part) => (part.type === 'chunk' ? part.code : []))
  return chunks.reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0)
}

/**
 * The scripts that a page needs before it shows: those of its head, its shell's and its own, with all their
 * imports.
 */
function firstLoad(...pages: string[]): string[] {
  const html = readFileSync(join(ROOT, 'dist', 'index.html'), 'utf8')
  const scripts = [...html.matchAll(/ src="\/assets\/([^"]+\.js)"/g)].map(([, name = '']) => name)
  const all = readdirSync(ASSETS)
  const own = pages.map((page) => all.find((name) => HASHED.exec(name)?.[1] === page) ?? page)
  const needed = new Set([...scripts, ...own])
  for (const name of needed) {
    const { module } = parseSync(name, readFileSync(join(ASSETS, name), 'utf8'))
    for (const { moduleRequest } of module.staticImports) needed.add(basename(moduleRequest.value))
  }
  return [...needed]
}

test('the first load of a purchase is at most 1.25 times React, router and query alone', async () => {
  const chunks = firstLoad('customer-shell', 'purchase')
  const weight = chunks.reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(ASSETS, name)), { level: 9 }).length,
    0,
  )
  const bare = await bareWeight()
  expect(weight / bare).toBeLessThanOrEqual(1.25)
  // Staff code loads on demand.
  expect(chunks.filter((name) => /^(staff|sale|orders?-page|admin)/.test(name))).toEqual([])
})

test('a customer’s page preloads exactly its own files', async () => {
  const { page } = await readPages(join(ROOT, 'dist'))
  const view = { html: '', lang: 'zh-CN', spoken: false, withAnswer: false, answer: null }
  const named = (url: string, shown: typeof view | null = null) =>
    // The first script is named twice, in case one load fails.
    [...new Set([...page(url, shown).matchAll(/assets\/([^"]+\.js)"/g)].map(([, name]) => name))].toSorted()
  expect(named('/buy/token?lang=en')).toEqual(firstLoad('customer-shell', 'purchase').toSorted())
  expect(named('/buy/token', view)).toEqual(named('/buy/token'))
  expect(named('/return/token')).toEqual(firstLoad('customer-shell', 'return-page').toSorted())
  expect(named('/o/token')).toEqual(firstLoad('customer-shell', 'own-order-page').toSorted())
  expect(named('/login?to=%2Forders')).toEqual(firstLoad('sign-in-page', 'staff-routes').toSorted())
})
