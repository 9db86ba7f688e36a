import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OrderEvent, PurchaseEvent } from '#contract/partner-api.ts'
import { testPartner, type TestPartner } from '../../testing/partner.ts'
import { freePort } from '../../testing/free-port.ts'
import { LI_LEI } from '../../testing/people.ts'
import { type TestPortal, testPortal } from '../../testing/portal.ts'
import { payAsCustomer } from '../../testing/sale.ts'
import { PAGES } from './pages.ts'
import { SAMPLE_ABANDONED, SAMPLE_STATES, sampleEvent } from './samples.ts'

let portal: TestPortal
let partner: TestPartner
beforeAll(async () => {
  portal = await testPortal()
  partner = await testPartner(portal)
})
afterAll(() => portal.close())

const read = (path: string) => portal.app.inject({ url: path })

test('anyone reads every page, also as Markdown, under the strict policy and without partners’ data', async () => {
  for (const name of Object.keys(PAGES)) {
    const page = await read(`/developers/${name}`)
    expect([page.statusCode, page.headers['content-type']], name).toEqual([200, 'text/html; charset=utf-8'])
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toContain('unsafe')
    expect(page.body).not.toMatch(/<script>| style="| on\w+="|https:\/\/PORTAL/)
    const text = await read(`/developers/${name}.md`)
    expect([text.statusCode, text.headers['content-type']], name).toEqual([
      200,
      'text/markdown; charset=utf-8',
    ])
    for (const own of [partner.id, '湖畔旅行']) expect(page.body + text.body, name).not.toContain(own)
  }
  expect((await read('/developers')).body).toBe((await read('/developers/guide')).body)
  expect((await read('/developers/nothing')).statusCode).toBe(404)
  for (const file of ['style.css', 'copy.js'])
    expect((await read(`/developers/${file}`)).statusCode, file).toBe(200)
})

test('each link of a page leads to a page, and to a heading or code on it', async () => {
  const dead: string[] = []
  for (const name of Object.keys(PAGES)) {
    const { body } = await read(`/developers/${name}`)
    for (const [, to = ''] of body.matchAll(/<a href="(?:http:\/\/[\w.:]+)?(\/[^"]*)"/g)) {
      const [path = '', id] = to.split('#')
      if (path.startsWith('/embed')) continue
      const target = await read(path)
      if (target.statusCode !== 200 || (id && !target.body.includes(`id="${id}"`)))
        dead.push(`${name}: ${to}`)
    }
  }
  expect(dead).toEqual([])
})

test('has a sample of every reported state in the shape of a real event', async () => {
  const { webhooks } = (await read('/api/openapi.json')).json<{ webhooks: Record<string, object> }>()
  expect(Object.keys(webhooks).toSorted()).toEqual(
    [...SAMPLE_STATES.map((status) => `order.${status}`), 'purchase.abandoned'].toSorted(),
  )
  const { body } = await read('/developers/webhooks.md')
  for (const status of SAMPLE_STATES) {
    const event = sampleEvent(status)
    expect(z.parse(OrderEvent, event)).toEqual(event)
    expect(body).toContain(`### order.${status}`)
  }
  expect(z.parse(PurchaseEvent, SAMPLE_ABANDONED)).toEqual(SAMPLE_ABANDONED)
  expect(body).toContain('### purchase.abandoned')
})

test('the reference has every request of the Partner API with its fields', async () => {
  const { body } = await read('/developers/reference.md')
  for (const { method, url } of portal.routes.filter(({ url }) => url.startsWith('/api/partner/v1')))
    expect(body).toContain(`### ${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`)
  for (const field of [
    '`insured[].cardType`',
    '`items[].cashierUrl`',
    '`data.planConfirmed`',
    '`reference`',
    '`data.step`',
  ])
    expect(body).toContain(field)
})

test('a problem of the Partner API leads to its explanation', async () => {
  const problem = (await read('/api/partner/v1/orders')).json<{ documentation_url: string }>()
  const { pathname, hash } = new URL(problem.documentation_url)
  expect((await read(pathname)).body).toContain(`id="${hash.slice(1)}"`)
})

const hasPython = spawnSync('python3', ['--version']).status === 0
test.skipIf(!hasPython)(
  'a client in Python, written from these pages alone, sells, reads the policy and verifies webhooks',
  async () => {
    const port = await freePort()
    const seller = await testPartner(portal, { webhookUrl: `http://127.0.0.1:${port}/hook` })
    const child = spawn('python3', [join(import.meta.dirname, 'client.py')], {
      env: {
        PATH: process.env['PATH'],
        PORTAL: portal.deps.publicUrl,
        SITE: seller.id,
        AIGOBO_KEY: seller.keySecret,
        AIGOBO_WEBHOOK_SECRET: seller.webhookSecret,
        PORT: String(port),
        CARD_NO: LI_LEI.cardNo,
        BIRTHDAY: LI_LEI.birthday,
        PYTHONIOENCODING: 'utf-8',
      },
    })
    let said = ''
    let paid: Promise<void> | undefined
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const cashier = /^http\S+/m.exec(said)?.[0]
      if (cashier) paid ??= payAsCustomer(cashier)
    })
    const [code] = (await once(child, 'exit')) as [number]
    await paid
    expect([code, said]).toEqual([0, expect.stringMatching(/done \S+\n$/)])
  },
  60_000,
)
