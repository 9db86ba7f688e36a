import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { NewPartner } from '#contract/partners.ts'
import type { Staff } from '../staff.ts'

type Page = { html: string; headers: Record<string, string> }
type Heard = { headers: Record<string, string>; body: string }
/** An event of embed.js, as the page recorded it. */
export type EmbedEvent = { name: string; version: 1 } & Record<string, unknown>

/** A partner's site on another host than the portal: pages, a token endpoint and an event endpoint. */
export type PartnerSite = {
  origin: string
  /** The same pages on the portal's host. */
  near: string
  partner: NewPartner
  /** Events that the partner's server received. */
  received: Heard[]
  /** Additional claims of every token. */
  claims: Record<string, unknown>
  /** Publishes a page and returns its address. */
  page(html: string, headers?: Record<string, string>): string
  token(claims?: Record<string, unknown>): string
  stop(): Promise<void>
}

/** Records the events of embed.js in order, across the cashier and back. */
const RECORDER = `<script>{
  sessionStorage.clear()
  const events = []
  for (const name of ['ready', 'resize', 'step', 'ordered', 'handed-over', 'status', 'error', 'warning'])
    addEventListener('aigobo-' + name, (event) => {
      events.push({ name, at: Date.now(), ...event.detail })
      sessionStorage.setItem('events', JSON.stringify(events))
    }, true)
}</script>`

export async function startPartnerSite(staff: Staff, more: object = {}): Promise<PartnerSite> {
  const pages = new Map<string, Page>()
  const received: Heard[] = []
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    const page = pages.get(path)
    if (page) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.html)
    } else if (path === '/aigobo-token') {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ token: site.token() }))
    } else if (path === '/hook') {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        received.push({ headers: request.headers as Record<string, string>, body })
        response.writeHead(204).end()
      })
    } else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`

  // On the portal's host: only there this browser lets a frame use storage, as most browsers do everywhere.
  const near = origin.replace('localhost', '127.0.0.1')

  const { portal } = staff
  const memberId = await staff.prepare()
  const partner = await staff.ask<NewPartner>('POST', '/api/partners', {
    name: '湖畔旅行',
    origins: [origin, near],
    memberId,
    products: ['200207'],
    licensed: true,
    theme: { accent: null, radius: null },
    returnUrl: `${origin}/thanks`,
    webhookUrl: `${origin}/hook`,
    ...more,
  })
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const site: PartnerSite = {
    origin,
    near,
    partner,
    received,
    claims: {},
    page(html, headers = {}) {
      const path = `/${randomUUID()}`
      const script = `<script src="${portal.url}/embed.js" async></script>`
      const whole = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>湖畔旅行</title>${RECORDER}${script}</head><body><main><h1>云南五日</h1>${html}</main></body></html>`
      pages.set(path, { html: whole, headers })
      return origin + path
    },
    token(claims = {}) {
      const now = Math.floor(Date.now() / 1000)
      const signed = `${encode({ alg: 'HS256' })}.${encode({
        iss: partner.id,
        aud: portal.url,
        origin,
        product: '200207',
        reference: 'TOUR-2026-001',
        iat: now,
        exp: now + 120,
        jti: randomUUID(),
        ...site.claims,
        ...claims,
      })}`
      return `${signed}.${createHmac('sha256', partner.keySecret).update(signed).digest('base64url')}`
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  pages.set('/thanks', { html: '<!doctype html><title>谢谢</title><h1>谢谢您的预订</h1>', headers: {} })
  return site
}
