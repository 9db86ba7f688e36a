import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { APP_FILES, FIRST_ANSWER } from '#contract/first-view.ts'
import type { Shown } from './first-view.ts'

/** What Vite says of a file of the source: its name below dist/, and the sources whose files it needs. */
type Built = { file: string; imports?: string[] }

/** Pages that strangers open on a phone, and the one that everybody opens first: what each is made of besides the entry. */
const SHELL = 'src/app/customer-shell.tsx'
const PAGES: Record<string, string[]> = {
  buy: [SHELL, 'src/features/purchase/buy-page.tsx'],
  return: [SHELL, 'src/features/own-order/return-page.tsx'],
  o: [SHELL, 'src/features/own-order/own-order-page.tsx'],
  login: ['src/features/session/sign-in-page.tsx'],
}
/** Those whose first view comes with the document. */
const VIEWED = new Set(['buy', 'o', 'login'])

type Pages = {
  isViewed(url: string): boolean
  /** index.html for an address, alone or with its first view. */
  page(url: string, shown: Shown | null): string
}

/**
 * A page that is known names all its files, so that a slow network is not asked for them a second time, after the
 * entry has run. With a first view they come after it is painted.
 */
export async function readPages(dist: string): Promise<Pages> {
  const html = await readFile(join(dist, 'index.html'), 'utf8')
  const built = JSON.parse(await readFile(join(dist, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    Built
  >
  const bare = partsOf(html, [])
  const pages = new Map(
    Object.entries(PAGES).map(([name, sources]) => [name, partsOf(html, filesOf(built, sources))]),
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

/** JSON that cannot end its element, nor begin another. */
const inert = (json: string) =>
  `    <script type="application/json" id="${FIRST_ANSWER}">${json.replaceAll('<', '\\u003c')}</script>\n`

const STARTS = / *<(?:script type="module"|link rel="modulepreload")[^>]*>(?:<\/script>)?\n/g
const ROOT = '<div id="root">'

/** `html` in pieces: up to what starts the app, that, what stands between it and the root's content, and the rest. */
function partsOf(html: string, more: string[]) {
  const preloads = more
    .filter((file) => !html.includes(file))
    .map((file) => `    <link rel="modulepreload" crossorigin href="/${file}">\n`)
  const files = [...(html.match(STARTS) ?? []), ...preloads].join('')
  const rest = html.replaceAll(STARTS, '')
  const at = rest.indexOf('  </head>')
  const root = rest.indexOf(ROOT) + ROOT.length
  if (at < 0 || root < at || files === '') throw new Error('index.html is not as it was built')
  const [before, after, end] = [rest.slice(0, at), rest.slice(at, root), rest.slice(root)]
  return { whole: before + files + after + end, before, files, after, end }
}

function filesOf(built: Record<string, Built>, sources: string[]): string[] {
  const needed = new Set(sources)
  for (const source of needed) for (const more of built[source]?.imports ?? []) needed.add(more)
  return [...needed].flatMap((source) => built[source]?.file ?? [])
}
