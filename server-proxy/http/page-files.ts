import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { APP_FILES, FIRST_ANSWER } from '#contract/first-view.ts'
import type { Shown } from './first-view.ts'

/** Vite's manifest entry of a chunk: its name, its file below dist/, and the keys of the entries it imports. */
type Built = { name?: string; file: string; imports?: string[] }

/** Pages that customers open on a phone, and the sign-in page: the chunks of each besides the entry. */
const SHELL = 'customer-shell'
const PAGES: Record<string, string[]> = {
  buy: [SHELL, 'purchase'],
  return: [SHELL, 'return-page'],
  o: [SHELL, 'own-order-page'],
  login: ['sign-in-page', 'staff-routes'],
}
/** Pages whose first view comes with the document. */
const VIEWED = new Set(['buy', 'o', 'login'])

type Pages = {
  isViewed(url: string): boolean
  /** index.html for an address, with its first view if there is one. */
  page(url: string, shown: Shown | null): string
}

/**
 * A known page preloads all its files, which saves a slow network the second round trip after the entry. With
 * a first view they load after its paint.
 */
export async function readPages(dist: string): Promise<Pages> {
  const html = await readFile(join(dist, 'index.html'), 'utf8')
  const built = JSON.parse(await readFile(join(dist, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    Built
  >
  const bare = partsOf(html, [])
  const pages = new Map(
    Object.entries(PAGES).map(([name, chunks]) => [name, partsOf(html, filesOf(built, chunks))]),
  )
  return {
    isViewed: (url) => VIEWED.has(nameOf(url)),
    page(url, shown) {
      const { whole, before, files, after, end } = pages.get(nameOf(url)) ?? bare
      if (!shown) return whole
      const { html: view, lang, spoken, answer } = shown
      const head = before
        .replace(/<html lang="[^"]*">/, `<html lang="${lang}"${spoken ? ' data-spoken' : ''}>`)
        .replace('<head>', () => `<head>\n${answer === null ? '' : inert(answer)}`)
      return `${head}    <template id="${APP_FILES}">\n${files}    </template>\n${after}${view}${end}`
    },
  }
}

const nameOf = (url: string) => /^\/(\w+)(?=[/?]|$)/.exec(url)?.[1] ?? ''

/** Escapes JSON so that it cannot end its element or start another. */
const inert = (json: string) =>
  `    <script type="application/json" id="${FIRST_ANSWER}">${json.replaceAll('<', '\\u003c')}</script>\n`

const STARTS = / *<(?:script type="module"|link rel="modulepreload")[^>]*>(?:<\/script>)?\n/g
const ROOT = '<div id="root">'

/**
 * `html` in pieces: up to the app's entry, the entry, what lies between it and the root's content, and the
 * rest.
 */
function partsOf(html: string, more: string[]) {
  const preloads = more
    .filter((file) => !html.includes(file))
    .map((file) => `    <link rel="modulepreload" crossorigin href="/${file}">\n`)
  const files = [...(html.match(STARTS) ?? []), ...preloads].join('')
  const rest = html.replaceAll(STARTS, '')
  const at = rest.indexOf('  </head>')
  const root = rest.indexOf(ROOT) + ROOT.length
  if (at < 0 || root < at || files === '') throw new Error('index.html differs from its build')
  const [before, after, end] = [rest.slice(0, at), rest.slice(at, root), rest.slice(root)]
  return { whole: before + files + after + end, before, files, after, end }
}

function filesOf(built: Record<string, Built>, chunks: string[]): string[] {
  const needed = new Set(Object.keys(built).filter((key) => chunks.includes(built[key]?.name ?? '')))
  for (const key of needed) for (const more of built[key]?.imports ?? []) needed.add(more)
  return [...needed].flatMap((key) => built[key]?.file ?? [])
}
