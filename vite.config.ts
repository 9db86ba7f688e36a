import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin } from 'vite'

/** Writes a .br and a .gz beside each file that gains by it: the server sends them as they are. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir }) {
      if (!dir) return
      for (const name of await readdir(dir, { recursive: true })) {
        if (!/\.(m?js|css|svg)$/.test(name)) continue
        const content = await readFile(join(dir, name))
        await writeFile(join(dir, `${name}.br`), brotliCompressSync(content))
        await writeFile(join(dir, `${name}.gz`), gzipSync(content, { level: 9 }))
      }
    },
  }
}

const LOADER = 'src/embed/loader.ts'
const LOADER_TYPES = 'src/embed/embed.d.ts'

/** embed.js: the loader by itself, as one classic script that leaves nothing global but its one name. */
export const loader = () => classic(LOADER)

/** A file of the source and all it imports as one classic script. */
async function classic(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: ['chrome111', 'safari16.4'],
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
      this.emitFile({ type: 'asset', fileName: 'embed.js', source: await loader() })
      this.emitFile({ type: 'asset', fileName: 'embed.d.ts', source: await readFile(LOADER_TYPES) })
    },
    configureServer({ middlewares }) {
      const serve = (path: string, type: string, read: () => Promise<string>) =>
        middlewares.use(path, (_request, answer, next) => {
          answer.setHeader('content-type', type)
          answer.setHeader('cross-origin-resource-policy', 'cross-origin')
          read().then((text) => answer.end(text), next)
        })
      serve('/embed.js', 'text/javascript', loader)
      serve('/embed.d.ts', 'text/plain; charset=utf-8', () => readFile(LOADER_TYPES, 'utf8'))
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

/**
 * What every page needs, in two files that are kept apart because only one of them changes often; and an order's own
 * page in two, of which staff need one: a phone asks for a dozen small files in rounds.
 */
const GROUPS = [
  {
    name: 'vendor',
    test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack|zod)[\\/](?!.*nfiniteQuery(Observer)?\.)/,
  },
  {
    name: 'base',
    test: /src[\\/](api[\\/](?!upload|use-followed|pages|order-queries)|trail[\\/]trail\.|contract[\\/](days|id-card|people|people-form|place-order|problems|products|purchases|session)\.|ui[\\/](amount|button|feedback|field|icons|language|language-switch|layout|parties-line|problem|theme-switch)\.|lib[\\/]yuan)/,
  },
  {
    name: 'orders',
    test: /src[\\/](contract[\\/](company-no|glossary|orders|own-order|people-words)|ui[\\/](copy-text|dialog))\./,
  },
  { name: 'own-order', test: /src[\\/]features[\\/]own-order[\\/](?!.*-page\.)/ },
]

export default defineConfig({
  plugins: [react(), tailwindcss(), embed(), early(), precompress(), firstView()],
  build: {
    target: ['chrome111', 'safari16.4'],
    sourcemap: false,
    cssCodeSplit: true,
    // From it the server tells a customer's browser at once what its page is made of.
    manifest: true,
    // Where it is missing (Safari 16) files come a little later, not never.
    modulePreload: {
      polyfill: false,
      // What every page has already need not be named again for each of them.
      resolveDependencies: (_file, needed) =>
        needed.filter((file) => !/assets\/(vendor|base|rolldown-runtime|index)-/.test(file)),
    },
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
  },
})
