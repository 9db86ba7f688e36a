import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { partnerPage } from './partner-page.ts'

const ASSETS = [
  ['partner.css', 'text/css'],
  ['partner.js', 'text/javascript'],
] as const

/** A partner's site on another origin for trying the portal's embedding; not part of the platform. */
export function registerPartnerSite(app: FastifyInstance): void {
  app.get('/partner', (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
      .send(partnerPage()),
  )
  for (const [name, type] of ASSETS) {
    const content = readFileSync(new URL(name, import.meta.url), 'utf8')
    app.get(`/partner/${name}`, (_request, reply) =>
      reply.type(`${type}; charset=utf-8`).header('cache-control', 'no-cache').send(content),
    )
  }
}
