import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { request as httpRequest } from 'undici'
import { shanghaiDay } from '../../src/contract/days.ts'
import { findProduct } from './catalogue.ts'
import { ANSWERS, type Answering, type Dialect } from './interfaces.ts'
import { confirmOrder, type NotifyMode, type Pace, payOrder, runTask } from './lifecycle.ts'
import {
  cashierPage,
  insurePage,
  messagePage,
  ordersPage,
  PAGES_CSS,
  readInsureForm,
  resultPage,
  RETURN_JS,
} from './pages.ts'
import { invoicePdf, policyPdf } from './pdf.ts'
import { logoPng } from './png.ts'
import { type SandboxOrder, SandboxStore } from './store.ts'
import { SANDBOX_KEYS } from './test-keys.ts'
import { openEnvelope, Refused } from './verify.ts'

/** What may be done to a call instead of, before or after answering it. */
type Fault = {
  interface: string
  kind: 'hang' | 'reset' | 'html' | 'cut' | '500' | 'lost' | 'delay' | 'code'
  code?: string
  ms?: number
  times: number
}

export type SandboxOptions = {
  /** 0 takes a free one. */
  port: number
  /** SQLite file, or ':memory:'. */
  dataFile: string
  rateLimit?: number
  pace?: Partial<Pace>
  now?: () => number
}
export type Sandbox = { url: string; port: number; stop(): Promise<void> }

const PACE: Pace = { issue: 1_200, surrender: 1_500, refund: 2_500, invoice: 2_000, notify: 100 }
const WINDOW_MS = 60_000
const TICK_MS = 60

/** Starts the simulated platform: the eleven interfaces, its pages, its files and its notifications. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const now = options.now ?? Date.now
  const rateLimit = options.rateLimit ?? 400
  const store = new SandboxStore(options.dataFile)
  const faults: Fault[] = []
  const calls: number[] = []
  const listKey = 'sandbox-order-list'
  const platform: Answering = {
    store,
    pace: { ...PACE, ...options.pace },
    notifyMode: 'normal',
    now,
    origin: '',
    dialect: 'table',
    distrCode: SANDBOX_KEYS.distrCode,
    listToken: (memberId) =>
      `${memberId}.${createHmac('sha256', listKey).update(memberId).digest('hex').slice(0, 32)}`,
  }

  const app = Fastify({ bodyLimit: 4 * 1024 * 1024, forceCloseConnections: true })
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  )
  app.addHook('onSend', async (_request, reply) => {
    reply.header('date', new Date(now()).toUTCString())
  })

  for (const [path, answer] of Object.entries(ANSWERS)) {
    app.post(path, async (request, reply) => {
      const fault = takeFault(path.split('/').at(-1) ?? '')
      if (fault && (await misbehave(fault, reply))) return reply
      const result = run(() => answer(platform, open(request)), fault)
      if (fault?.kind === 'lost') {
        reply.hijack()
        request.raw.socket.destroy()
        return reply
      }
      return result
    })
  }

  function open(request: FastifyRequest): Record<string, unknown> {
    const at = now()
    while ((calls[0] ?? at) <= at - WINDOW_MS) calls.shift()
    if (calls.length >= rateLimit) throw new Refused('0002', '接口请求频繁')
    calls.push(at)
    const raw = request.body
    const envelope =
      raw instanceof URLSearchParams ? Object.fromEntries(raw) : ((raw ?? {}) as Record<string, unknown>)
    return openEnvelope(envelope, SANDBOX_KEYS, at, (nonce) => store.useNonce(nonce, at))
  }

  function run(work: () => unknown, fault: Fault | undefined) {
    try {
      if (fault?.kind === 'code') throw new Refused(fault.code ?? '9999', '按控制台设置返回')
      return { code: '0000', message: '成功', data: work() }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return { code: error.code, message: error.message, data: null }
    }
  }

  function takeFault(name: string): Fault | undefined {
    // register's path ends in its own name; the others' do too.
    const fault = faults.find((one) => one.interface === name || one.interface === '*')
    if (fault && --fault.times <= 0) faults.splice(faults.indexOf(fault), 1)
    return fault
  }

  /** True when the call has been dealt with. */
  async function misbehave(fault: Fault, reply: FastifyReply): Promise<boolean> {
    switch (fault.kind) {
      case 'hang':
        reply.hijack()
        setTimeout(() => reply.raw.destroy(), fault.ms ?? 60_000).unref()
        return true
      case 'reset':
        reply.hijack()
        reply.raw.socket?.destroy()
        return true
      case 'html':
        await reply.type('text/html').send('<html><body><h1>502 Bad Gateway</h1></body></html>')
        return true
      case 'cut':
        await reply.type('application/json').send('{"code":"0000","message":"成')
        return true
      case '500':
        await reply.code(500).send({ code: '9999', message: '系统异常', data: null })
        return true
      case 'delay':
        await pause(fault.ms ?? 3_000)
        return false
      default:
        return false
    }
  }

  // The customer's pages
  const byToken = (request: FastifyRequest): SandboxOrder | null =>
    store.order('token', (request.params as { token: string }).token)
  const sendHtml = (reply: FastifyReply, page: string, status = 200) =>
    reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page)
  const gone = (reply: FastifyReply) => sendHtml(reply, messagePage('页面不存在', '请从商家重新进入。'), 404)
  const paid = (order: SandboxOrder) => !['待支付', '支付失败'].includes(order.label)

  app.get('/pages/insure/:token', (request, reply) => {
    const order = byToken(request)
    if (!order) return gone(reply)
    if (paid(order)) return sendHtml(reply, resultPage(order))
    return sendHtml(reply, insurePage(order, shanghaiDay(now())))
  })
  app.post('/pages/insure/:token', (request, reply) => {
    const order = byToken(request)
    if (!order || !(request.body instanceof URLSearchParams)) return gone(reply)
    if (paid(order)) return sendHtml(reply, resultPage(order))
    const { filled, fault } = readInsureForm(request.body)
    if (fault) return sendHtml(reply, insurePage({ ...order, ...filled }, shanghaiDay(now()), fault), 422)
    const confirmed = confirmOrder(platform, order, filled)
    return reply.redirect(`/pages/${confirmed.payType === 1 ? 'result' : 'cashier'}/${order.token}`, 303)
  })
  app.get('/pages/cashier/:token', (request, reply) => {
    const order = byToken(request)
    if (!order?.orderCode) return gone(reply)
    return sendHtml(reply, paid(order) ? resultPage(order) : cashierPage(order))
  })
  app.post('/pages/cashier/:token', (request, reply) => {
    const order = byToken(request)
    if (!order?.orderCode || !(request.body instanceof URLSearchParams)) return gone(reply)
    if (request.body.get('outcome') === 'fail' && !paid(order))
      return sendHtml(reply, cashierPage(order, '支付未完成：银行拒绝了这次付款，可以换一种方式再试。'))
    payOrder(platform, order)
    return reply.redirect(`/pages/result/${order.token}`, 303)
  })
  app.get('/pages/result/:token', (request, reply) => {
    const order = byToken(request)
    return order ? sendHtml(reply, resultPage(order)) : gone(reply)
  })
  app.get('/pages/orders', (request, reply) => {
    const token = (request.query as { creditToken?: string }).creditToken ?? ''
    const memberId = token.split('.')[0] ?? ''
    return token === platform.listToken(memberId)
      ? sendHtml(reply, ordersPage(store.ordersOf(memberId)))
      : gone(reply)
  })
  app.get('/sandbox/pages.css', (_request, reply) => reply.type('text/css').send(PAGES_CSS))
  app.get('/sandbox/return.js', (_request, reply) => reply.type('text/javascript').send(RETURN_JS))

  // Files
  app.get('/logos/:name', (request, reply) => {
    const code = (request.params as { name: string }).name.replace(/\.png$/, '')
    const product = findProduct(code)
    return product ? reply.type('image/png').send(logoPng(product.logo)) : reply.code(404).send()
  })
  app.get('/files/:code/:kind', async (request, reply) => {
    const { code, kind } = request.params as { code: string; kind: string }
    if (kind === 'invoice.pdf') {
      const order = store.order('order_code', code)
      return order?.invoiceStatus === 1
        ? reply.type('application/pdf').send(await invoicePdf(order))
        : reply.code(404).send()
    }
    const order = store.orderOfPolicy(code)
    const policy = order?.policies.find((one) => one.policyCode === code)
    if (!order || !policy || !/^(policy|certificate)\.pdf$/.test(kind)) return reply.code(404).send()
    const file = await policyPdf(order, policy, kind === 'policy.pdf' ? 'policy' : 'certificate')
    return reply.type('application/pdf').send(file)
  })

  // Controls, for people and tests who practise with it
  app.get('/sandbox/identity', () => ({
    service: 'aigobo-sandbox',
    pid: process.pid,
    dataFile: options.dataFile,
  }))
  app.post('/sandbox/api/faults', (request) => {
    faults.push({ times: 1, ...(request.body as Omit<Fault, 'times'>) })
    return { faults }
  })
  app.delete('/sandbox/api/faults', () => ({ cleared: faults.splice(0).length }))
  app.post('/sandbox/api/settings', (request) => {
    const { notify, dialect } = request.body as { notify?: NotifyMode; dialect?: Dialect }
    if (notify) platform.notifyMode = notify
    if (dialect) platform.dialect = dialect
    return { notify: platform.notifyMode, dialect: platform.dialect }
  })

  let ticking = false
  const ticker = setInterval(() => {
    if (ticking) return
    ticking = true
    void tick().finally(() => (ticking = false))
  }, TICK_MS)

  async function tick(): Promise<void> {
    for (const task of store.dueTasks(now())) await runTask(platform, task, deliver)
  }

  await app.listen({ port: options.port, host: '127.0.0.1' })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  // Another host name than the portal's: the two are cross-site, as they are in earnest.
  platform.origin = `http://localhost:${port}`

  return {
    url: platform.origin,
    port,
    async stop() {
      clearInterval(ticker)
      await app.close()
      while (ticking) await pause(10)
      store.close()
    },
  }
}

async function deliver(url: string, body: object): Promise<boolean> {
  try {
    const answer = await httpRequest(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5_000),
    })
    await answer.body.dump()
    return answer.statusCode === 200
  } catch {
    return false
  }
}
