import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import type { Deps } from '../../deps.ts'
import { described } from '../../http/openapi.ts'
import { Refusal } from '../../http/refusal.ts'
import { pageHtml } from './layout.ts'
import { PAGES } from './pages.ts'

const TYPES: Record<string, string> = {
  'style.css': 'text/css; charset=utf-8',
  'copy.js': 'text/javascript; charset=utf-8',
}
const KEPT = 'public, max-age=300'

/** `/developers`: public documents from the files of docs/ and from OpenAPI, each also as Markdown. No partner's data. */
export function registerDevelopers(app: FastifyInstance, deps: Pick<Deps, 'publicUrl'>): void {
  const written = new Map<string, string>()
  const markdown = (name: string): string => {
    const known = written.get(name)
    if (known !== undefined) return known
    const page = PAGES[name]
    if (!page) throw new Refusal(404, 'not-found')
    const text = page.write(deps.publicUrl, described(app))
    written.set(name, text)
    return text
  }
  app.get('/developers', { schema: { hide: true } }, (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', KEPT)
      .send(pageHtml('guide', markdown('guide'))),
  )
  app.get<{ Params: { name: string } }>(
    '/developers/:name',
    { schema: { hide: true, params: z.object({ name: z.string() }) } },
    async ({ params: { name } }, reply) => {
      reply.header('cache-control', KEPT)
      const type = TYPES[name]
      if (type) return reply.type(type).send(await readFile(join(import.meta.dirname, name)))
      if (name.endsWith('.md'))
        return reply.type('text/markdown; charset=utf-8').send(markdown(name.slice(0, -'.md'.length)))
      return reply.type('text/html; charset=utf-8').send(pageHtml(name, markdown(name)))
    },
  )
}
