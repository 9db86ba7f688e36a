import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

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

/**
 * Answers index.html for an address. That of such a page names all its files, so that a slow network is not
 * asked for them a second time, after the entry has run.
 */
export async function preloaded(dist: string): Promise<(url: string) => Buffer> {
  const html = await readFile(join(dist, 'index.html'), 'utf8')
  const built = JSON.parse(await readFile(join(dist, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    Built
  >
  const pages = new Map(
    Object.entries(PAGES).map(([name, sources]) => {
      const links = filesOf(built, sources)
        .filter((file) => !html.includes(file))
        .map((file) => `    <link rel="modulepreload" crossorigin href="/${file}">\n`)
      return [name, Buffer.from(html.replace('  </head>', () => `${links.join('')}  </head>`))]
    }),
  )
  const bare = Buffer.from(html)
  return (url) => pages.get(/^\/(\w+)(?=[/?]|$)/.exec(url)?.[1] ?? '') ?? bare
}

function filesOf(built: Record<string, Built>, sources: string[]): string[] {
  const needed = new Set(sources)
  for (const source of needed) for (const more of built[source]?.imports ?? []) needed.add(more)
  return [...needed].flatMap((source) => built[source]?.file ?? [])
}
