import { afterAll } from 'vitest'
import type { Recording } from '#contract/evidence.ts'
import type { Link } from '#contract/links.ts'
import { type Purchase, readPurchaseDraft } from '#contract/purchases.ts'
import type { SaidEvent, SayTrail } from '#contract/trail.ts'
import { joinHistory, readTrail } from '../evidence/trail.ts'
import { customerPage } from './customer.ts'
import { LI_LEI } from './people.ts'
import { testPortal } from './portal.ts'
import { preparedOrder } from './sale.ts'

const VISIT = 'visit-of-the-first'
export const event = (seq: number, more: Partial<SaidEvent> = {}): SaidEvent => ({
  seq,
  at: Date.UTC(2026, 0, 1) + seq,
  kind: 'press',
  ...more,
})
export const batch = (events: SaidEvent[], more: Partial<SayTrail> = {}): SayTrail => ({
  visit: VISIT,
  build: '/assets/index-abc.js',
  language: 'zh',
  view: { width: 360, height: 740 },
  events,
  ...more,
})
export const piece = (number: number, content: Buffer, packed = true) => ({
  visit: VISIT,
  piece: number,
  packed,
  content: content.toString('base64'),
})

/** A portal that sells by links and records the sale, until the file's tests end. */
export async function recordedSale(options: Parameters<typeof testPortal>[0] = {}) {
  const portal = await testPortal(options)
  afterAll(() => portal.close())
  const page = customerPage(portal)
  const { memberId, productCode, ...sale } = await preparedOrder(portal)
  const offer = { memberId, productCode }
  const draft = readPurchaseDraft({
    ...sale,
    holder: { ...LI_LEI, email: '' },
    insured: [{ ...LI_LEI, email: '', key: 'a', relation: 'self' }],
  })
  const added = await portal.ask('POST', '/api/products/200207/documents', {
    kind: 'terms',
    title: '旅行保险条款',
    version: '2026-1',
    content: '第一条',
  })
  const document = added.json<{ id: string }>().id

  const by = (token: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
    page(token, method, path, body, { 'user-agent': 'Mozilla/5.0 (iPhone) MicroMessenger/8' })
  const say = async (token: string, body: object) =>
    (await by(token, 'POST', '/purchase/trail', body)).statusCode

  async function begin(prefill?: object): Promise<string> {
    const body = { ...offer, uses: 1, days: 7, ...(prefill && { prefill }) }
    const link = (await portal.ask('POST', '/api/links', body)).json<Link>()
    const token = link.url.split('/').at(-1) ?? ''
    await by(token, 'POST', '/purchase/begin', { language: 'zh' })
    return token
  }

  /** Returns the order's id and the address of its cashier. */
  async function order(token: string, more: object = {}): Promise<{ id: string; cashierUrl: string }> {
    const { version } = (await by(token, 'GET', '/purchase')).json<Purchase>()
    await by(token, 'PUT', '/purchase', { version, step: 'review', draft })
    const placed = await by(token, 'POST', '/purchase/place', {
      version: version + 1,
      consents: ['notice', document, 'truth', 'privacy'],
      confirmed: true,
      ...more,
    })
    const { id = '', cashierUrl } = placed.json<Purchase>().order ?? {}
    return { id, cashierUrl: cashierUrl ?? '' }
  }

  const read = async (orderId: string) => {
    await joinHistory(portal.deps.vault, portal.deps.db, orderId)
    const trail = await readTrail(portal.deps.vault, portal.deps.db, orderId)
    if (!trail) throw new Error('no trail')
    return trail
  }

  const record = async (token: string, body: object) => {
    const answer = await by(token, 'POST', '/purchase/recording', body)
    return answer.statusCode === 200 ? answer.json<{ more: boolean }>().more : answer.statusCode
  }
  const pieces = async (id: string) =>
    (await portal.ask('POST', `/api/orders/${id}/evidence/replay`, {})).json<Recording>().pieces

  return { portal, offer, document, by, say, begin, order, read, record, pieces }
}
