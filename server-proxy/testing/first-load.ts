import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parseSync } from 'oxc-parser'
import { build } from 'vite'

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
export async function bareWeight(): Promise<number> {
  const entry = 'virtual:bare'
  // Vitest's own environment would choose the packages' builds for development.
  process.env['NODE_ENV'] = 'production'
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
export function firstLoad(...pages: string[]): string[] {
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

/** Their gzipped bytes. */
export const weightOf = (scripts: readonly string[]): number =>
  scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(ASSETS, name)), { level: 9 }).length, 0)
