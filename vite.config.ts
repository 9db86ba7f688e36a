import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin } from 'vite'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
/** The last level takes four times as long as this one and makes the first load 2% smaller. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }

/** Writes a .br and a .gz beside each file that gains by it: the server sends them as they are. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir }) {
      if (!dir) return
      const names = (await readdir(dir, { recursive: true })).filter((name) =>
        /(\.(m?js|css|svg)|^viewer\.html)$/.test(name),
      )
      await Promise.all(
        names.map(async (name) => {
          const content = await readFile(join(dir, name))
          await writeFile(join(dir, `${name}.br`), await brotli(content, BROTLI))
          await writeFile(join(dir, `${name}.gz`), await zip(content, { level: 9 }))
        }),
      )
    },
  }
}

const TARGET = ['chrome111', 'safari16.4']
const LOADER = 'src/embed/loader.ts'
/** The first one is for pages from before there were versions. */
const LOADER_NAMES = ['embed.js', 'embed/v1.js']
const LOADER_TYPES = ['embed.d.ts', 'embed-react.d.ts', 'embed-vue.d.ts']

/** embed.js: the loader by itself, as one classic script that leaves nothing global but its one name. */
export const loader = () => classic(LOADER)

/** A file of the source and all it imports as one classic script. */
async function classic(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: TARGET,
      lib: { entry, formats: ['iife'], name: 'unused' },
    },
  })
  const [output] = [built].flat()
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (!chunk) throw new Error(`${entry} was not built`)
  return chunk.code
}

/** `/embed.js` and `/embed.d.ts` for partner sites: built into dist/, made on demand while developing. */
function embed(): Plugin {
  return {
    name: 'embed',
    async generateBundle() {
      const source = await loader()
      for (const fileName of LOADER_NAMES) this.emitFile({ type: 'asset', fileName, source })
      for (const fileName of LOADER_TYPES)
        this.emitFile({ type: 'asset', fileName, source: await readFile(`src/embed/${fileName}`) })
    },
    configureServer({ middlewares }) {
      const serve = (path: string, type: string, read: () => Promise<string>) =>
        middlewares.use(path, (_request, answer, next) => {
          answer.setHeader('content-type', type)
          answer.setHeader('cross-origin-resource-policy', 'cross-origin')
          read().then((text) => answer.end(text), next)
        })
      for (const name of LOADER_NAMES) serve(`/${name}`, 'text/javascript', loader)
      for (const name of LOADER_TYPES)
        serve(`/${name}`, 'text/plain; charset=utf-8', () => readFile(`src/embed/${name}`, 'utf8'))
    },
  }
}

const VIEWER = 'viewer.html'

/** The page that plays exported evidence from disk: one file that loads nothing and runs its own script alone. */
async function viewer(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [react(), tailwindcss()],
    define: { 'process.env.NODE_ENV': JSON.stringify(process.env['NODE_ENV'] ?? 'production') },
    build: {
      write: false,
      target: TARGET,
      cssCodeSplit: false,
      lib: { entry: 'src/viewer.tsx', formats: ['iife'], name: 'unused' },
    },
  })
  const files = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  const code = files.map((one) => (one.type === 'chunk' ? one.code : '')).join('')
  const style = files
    .map((one) => (one.type === 'asset' && one.fileName.endsWith('.css') ? String(one.source) : ''))
    .join('')
  // Neither may end the element that it is in.
  const script = code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
  if (!script || !style || style.includes('</')) throw new Error(`${VIEWER} was not built`)
  const hash = createHash('sha256').update(script).digest('base64')
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`
  const page = await readFile('src/viewer.html', 'utf8')
  const filled: Record<string, string> = { policy, style, script }
  return page.replace(/%(policy|style|script)%/g, (_all, name: string) => filled[name] ?? '')
}

/** `/viewer.html` for the page of a sale's evidence, which puts a signed file into it. */
function evidenceViewer(): Plugin {
  return {
    name: 'evidence-viewer',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: VIEWER, source: await viewer() })
    },
    configureServer({ middlewares }) {
      middlewares.use(`/${VIEWER}`, (_request, answer, next) => {
        answer.setHeader('content-type', 'text/html; charset=utf-8')
        viewer().then((text) => answer.end(text), next)
      })
    },
  }
}

/** What only the BFF and OpenAPI read of an endpoint's row is not sent to browsers. */
function shortRows(): Plugin {
  return {
    name: 'short-rows',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /contract\/endpoints\// },
      handler: (code) => code.replace(/^ {2}(?:summary|access|visibility):\s*(['"]).*\1,$/gm, ''),
    },
  }
}

/** The script that is there before the app, named in every page's head; while developing the app does without. */
function early(): Plugin {
  const name = 'early.js'
  return {
    name: 'early',
    apply: 'build',
    async buildStart() {
      this.emitFile({ type: 'asset', name, source: await classic('src/app/early.ts') })
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const file = Object.values(bundle).find((one) => one.type === 'asset' && one.names.includes(name))
        if (!file) throw new Error(`${name} was not built`)
        // Not async: browsers fetch such scripts last, and this one has to be first. Below it there is nothing to show.
        const src = `/${file.fileName}`
        return [
          { tag: 'script', attrs: { src }, injectTo: 'head-prepend' },
          // Nothing starts without it: where the network lost it, it is asked for once more, else it is here already.
          { tag: 'script', attrs: { src, defer: true }, injectTo: 'body' },
        ]
      },
    },
  }
}

/** What the BFF runs to show a page before its app is there; dist/.server is served to nobody. */
function firstView(): Plugin {
  return {
    name: 'first-view',
    apply: 'build',
    async closeBundle() {
      await build({
        configFile: false,
        logLevel: 'warn',
        plugins: [react()],
        define: { 'process.env.NODE_ENV': '"production"' },
        ssr: { noExternal: true },
        build: { ssr: 'src/app/first-view.tsx', outDir: 'dist/.server', copyPublicDir: false },
      })
    },
  }
}

type Modules = { getModuleInfo(id: string): { importedIds: string[] } | null }

/** Everything that files of the source import before they run. */
function importedBy(...files: string[]) {
  let found: Set<string> | undefined
  return (id: string, modules: Modules): boolean => {
    if (!found) {
      found = new Set(files.map((file) => join(import.meta.dirname, file)))
      for (const one of found)
        for (const imported of modules.getModuleInfo(one)?.importedIds ?? []) found.add(imported)
    }
    return found.has(id)
  }
}

const buyPage = importedBy('src/main.tsx', 'src/app/customer-shell.tsx', 'src/features/purchase/buy-page.tsx')
const ownOrderPage = importedBy('src/app/own-order-page.tsx')

/**
 * A phone asks for a dozen small files in rounds, so that the first pages of customers come in few. The vendor file
 * stays apart because it seldom changes, and leaves out the hooks that only staff pages use. What a purchase shares with
 * other pages is in `base`, which all pages load.
 */
const SHARED = /^(?!.*(node_modules|src[\\/](features|app|main)))/
const GROUPS = [
  group(
    'vendor',
    /node_modules(?!.*(nfiniteQuery(Observer)?|[qQ]ueriesObserver|useQueries|[mM]utationObserver|useMutation)\.)/,
    buyPage,
  ),
  group('base', SHARED, buyPage),
  group('orders', SHARED, ownOrderPage),
  group('customer-shell', /src[\\/]app[\\/](later|elder-switch|customer-shell)\./, buyPage),
  group('purchase', /src[\\/]features[\\/]purchase[\\/]/, buyPage),
  group('own-order', /src[\\/]features[\\/]own-order[\\/](?!.*-page\.)/, ownOrderPage),
]

function group(name: string, test: RegExp, isWanted: (id: string, modules: Modules) => boolean) {
  return {
    debugName: name,
    test,
    name: (id: string, modules: Modules) => (isWanted(id, modules) ? name : null),
  }
}

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    shortRows(),
    embed(),
    evidenceViewer(),
    early(),
    precompress(),
    firstView(),
  ],
  build: {
    target: TARGET,
    sourcemap: false,
    cssCodeSplit: true,
    // From it the server tells a customer's browser at once what its page is made of.
    manifest: true,
    // Where it is missing (Safari 16) files come a little later, not never.
    modulePreload: {
      polyfill: false,
      // What every page has already need not be named again for each of them, nor need what the server names for the
      // first page.
      resolveDependencies: (_file, needed, { hostId }) =>
        /assets\/index-/.test(hostId)
          ? []
          : needed.filter((file) => !/assets\/(vendor|base|rolldown-runtime|index)-/.test(file)),
    },
    rolldownOptions: {
      // Page addresses and the like are written where they are used, not exported from file to file.
      optimization: { inlineConst: { mode: 'all' } },
      output: { codeSplitting: { groups: GROUPS } },
    },
  },
})
