import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { openFirstViews } from './first-view.ts'
import { readPages } from './page-files.ts'
import { Refusal } from './refusal.ts'

const FOREVER = 'public, max-age=31536000, immutable'
/** Its address never changes, so it revalidates soon, in the background. */
const LOADER = 'public, max-age=600, stale-while-revalidate=86400'
const ROOT = join(import.meta.dirname, '..', '..')

/**
 * Serves the browser's side: `dist/` as built, or Vite in this process with `dev`. All pages are index.html.
 */
export async function registerFrontend(app: FastifyInstance, { dev }: { dev: boolean }): Promise<void> {
  if (dev) return registerVite(app)
  const dist = join(ROOT, 'dist')
  if (!existsSync(join(dist, 'index.html')))
    throw new Error('dist/ is missing: run npm start, which builds it')
  const { isViewed, page } = await readPages(dist)
  const firstView = await openFirstViews(app, dist)
  await app.register(fastifyStatic, {
    root: dist,
    wildcard: false,
    index: false,
    globIgnore: ['.vite/**', '.server/**'],
    preCompressed: true,
    setHeaders(reply, path) {
      const forPartners =
        /[\\/](embed|embed-react\.d|embed-vue\.d|embed[\\/]v1)\.(js|d\.ts|ts)(\.br|\.gz)?$/.test(path)
      const hashed = path.includes('/assets/')
      reply.header('cache-control', forPartners ? LOADER : hashed ? FOREVER : 'no-cache')
      // A sandboxed frame has no origin and could not even show an error without this.
      if (forPartners || hashed) reply.header('access-control-allow-origin', '*')
      if (forPartners) reply.header('cross-origin-resource-policy', 'cross-origin')
      if (forPartners && path.includes('.d.ts')) reply.header('content-type', 'text/plain; charset=utf-8')
    },
  })
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    if (!isPage(request)) throw new Refusal(404, 'not-found')
    const { url } = request
    if (!isViewed(url)) return sendPage(reply, page(url, null))
    // Personal pages are not cached.
    return sendPage(reply, page(url, await firstView(request)), 'no-store')
  })
}

async function registerVite(app: FastifyInstance): Promise<void> {
  const { createServer } = await import('vite')
  const vite = await createServer({
    root: ROOT,
    // Native: a bundled copy would look like a change to watchers of this process's imports.
    configLoader: 'native',
    appType: 'custom',
    server: { middlewareMode: true, hmr: { server: app.server } },
  })
  app.addHook('onClose', () => vite.close())
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    if (isPage(request)) {
      const source = await readFile(join(ROOT, 'index.html'), 'utf8')
      return sendPage(reply, await vite.transformIndexHtml(request.url, source))
    }
    reply.hijack()
    vite.middlewares(request.raw, reply.raw, () => {
      reply.raw.statusCode = 404
      reply.raw.end()
    })
  })
}

/** Whether the request is a navigation, not an API call or a file. */
function isPage(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? ''
  return (
    !/^\/(api|notify|assets|@|src|node_modules)\b/.test(path) &&
    !/\.\w+$/.test(path) &&
    (request.headers.accept ?? '*/*').match(/text\/html|\*\/\*/) !== null
  )
}

const compress = promisify(gzip)

async function sendPage(reply: FastifyReply, html: string, kept = 'no-cache'): Promise<FastifyReply> {
  reply.type('text/html; charset=utf-8').header('cache-control', kept).header('vary', 'accept-encoding')
  // Fast compression: the page has one reader and fits one round trip either way.
  const zipped = /\bgzip\b/.test(reply.request.headers['accept-encoding'] ?? '')
  if (!zipped) return reply.send(html)
  return reply.header('content-encoding', 'gzip').send(await compress(html, { level: 4 }))
}
