import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const APART = ['node_modules', '.git', 'dist', '.data', 'test-results', 'screenshots']
const FILES = globSync('**/*', { exclude: (path) => APART.includes(path) })
  .map((path) => path.replaceAll('\\', '/'))
  .concat('.env.example')
const DOCS = FILES.filter((path) => path.endsWith('.md'))
const SCRIPTS = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts)

/** Files and folders that a document names as code; text that is no path of the repository is skipped. */
function pathsIn(text: string): string[] {
  const code = text.match(/```[\s\S]*?```|`[^`\n]+`/g)?.join('\n') ?? ''
  const files =
    code.match(/(?<![\w./:<>*$~-])[\w@-][\w@./-]*\.(tsx?|mjs|md|css|json|png|py|spec)\b(?![\w/(*])/g) ?? []
  const folders = code.match(/(?<![\w./:-])(src|server-proxy|e2e|docs)\/[\w./-]*\w/g) ?? []
  return [...new Set([...files, ...folders])].filter((path) => !/^(dist|node_modules|DATA_DIR)\//.test(path))
}

/** Paths that `text` names and the repository lacks. A path may omit its first folders. */
function missingIn(text: string, folder = '.'): string[] {
  const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(([, to = '']) => to)
  return [
    ...pathsIn(text).filter((path) => !FILES.some((file) => file === path || file.endsWith(`/${path}`))),
    ...links.filter((to) => !existsSync(join(folder, to))),
    ...[...text.matchAll(/npm run ([\w:-]+)/g)].flatMap(([, name = '']) =>
      SCRIPTS.includes(name) ? [] : name,
    ),
  ]
}

test.each(DOCS)('%s names only paths and scripts that exist', (doc) => {
  expect(missingIn(readFileSync(doc, 'utf8'), dirname(doc))).toEqual([])
})

test('finds a file, folder, link and script that does not exist', () => {
  const text = '`orders/gone.ts` `src/gone` [a](gone.md) `npm run gone` `orders/decide.ts` `src/contract`'
  expect(missingIn(text)).toEqual(['orders/gone.ts', 'src/gone', 'gone.md', 'gone'])
})
