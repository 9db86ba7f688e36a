import { expect, test } from 'vitest'
import { addDays } from '#contract/days.ts'
import type { Evidence } from '#contract/evidence.ts'
import type { Order } from '#contract/orders.ts'
import { emptyInsured } from '#contract/people-empty.ts'
import type { ProductDocument } from '#contract/products.ts'
import { CONSENTS, linkSale } from '../../testing/link-sale.ts'
import { STRASSE } from '../../testing/people.ts'
import { tomorrow } from '../../testing/sale.ts'

const { portal, draft, offer, makeLink, by, state, filled } = await linkSale()

test('consents name the document version shown, and the order keeps it', async () => {
  const document = { kind: 'terms', title: '保险条款', version: '2026-01', content: '# 第一条\n\n保险责任……' }
  const path = `/api/products/${offer.productCode}/documents`
  const added = await portal.ask('POST', path, document)
  expect(added.statusCode).toBe(201)
  const { id } = added.json<ProductDocument>()
  const { token, version } = await filled((await makeLink()).token)
  expect((await state(token)).product.documents).toEqual([
    { id, kind: 'terms', title: '保险条款', version: '2026-01', url: null, file: null },
  ])
  expect((await by(token, 'GET', `/documents/${id}`)).json()).toMatchObject({ content: document.content })
  const newer = await portal.ask('POST', path, { ...document, version: '2026-02', replaces: id })
  const stale = await by(token, 'POST', '/place', { version, consents: [...CONSENTS, id] })
  expect(stale.statusCode).toBe(400)
  const current = newer.json<ProductDocument>().id
  await by(token, 'POST', '/place', { version, consents: [...CONSENTS, current] })
  const [order] = (await portal.ask('GET', '/api/orders?limit=1')).json<{ items: Order[] }>().items
  const { consents } = (await portal.ask('GET', `/api/orders/${order?.id}`)).json<Order>()
  expect(consents[1]).toMatchObject({ id: current, title: '保险条款', version: '2026-02' })
  await portal.ask('DELETE', `${path}/${current}`)
})

test('shows what each plan covers and asks for consent to exactly that version', async () => {
  const path = `/api/products/${offer.productCode}/cover`
  const cover = (sum: string) => ({
    lines: [
      {
        name: { zh: '意外身故、伤残', en: 'Accidental death and disability' },
        sums: { [draft.planCode]: { zh: sum, en: `CNY ${sum}` } },
      },
    ],
    exclusions: { zh: '酒后驾驶', en: 'Drink-driving' },
  })
  expect((await portal.ask('PUT', path, { cover: cover('10 万元') })).statusCode).toBe(200)
  const { token, version } = await filled((await makeLink()).token)
  const { product } = await state(token)
  expect(product.cover).toMatchObject(cover('10 万元'))
  const id = product.cover?.id ?? ''
  const inWords = (await by(token, 'GET', `/documents/${id}`)).json<ProductDocument>()
  expect(inWords.content).toContain('意外身故、伤残：10 万元')
  expect(inWords.content).toContain('Drink-driving')

  await portal.ask('PUT', path, { cover: cover('20 万元') })
  const stale = await by(token, 'POST', '/place', { version, consents: [id, ...CONSENTS] })
  expect(stale.statusCode).toBe(400)
  const now = (await state(token)).product.cover
  expect(now?.lines[0]?.sums[draft.planCode]?.zh).toBe('20 万元')
  const placed = await by(token, 'POST', '/place', { version, consents: [now?.id ?? '', ...CONSENTS] })
  expect(placed.statusCode).toBeLessThan(300)
  expect((await portal.ask('PUT', path, { cover: null })).json()).toMatchObject({ cover: null })
  expect((await state((await makeLink()).token)).product).toMatchObject({ cover: null, documents: [] })
})

test('warns of cover on overlapping days and orders only once the customer goes on', async () => {
  const day = (n: number) => addDays(tomorrow(), n)
  const own = (from: number, to: number) => ({
    ...draft,
    startDate: day(from),
    endDate: day(to),
    insured: [{ ...emptyInsured(), ...STRASSE, cardNo: 'E5550001', relation: 'other' as const }],
  })
  const prepared = async (from: number, to: number) => {
    const { token, version } = await filled((await makeLink()).token)
    await by(token, 'PUT', '', { version, step: 'review', draft: own(from, to) })
    const place = (confirmed: boolean) =>
      by(token, 'POST', '/place', { version: version + 1, consents: CONSENTS, confirmed })
    return { token, place }
  }
  const first = await prepared(10, 12)
  expect((await first.place(false)).statusCode).toBe(201)

  const second = await prepared(12, 14)
  const warned = await second.place(false)
  expect(warned.json()).toMatchObject({
    code: 'needs-confirmation',
    fields: [{ field: 'insured.0.cardNo', code: 'insured-already' }],
  })
  const { order: before } = await state(first.token)
  expect(warned.body).not.toContain(before?.id)
  expect((await state(second.token)).order).toBeNull()
  expect((await second.place(true)).statusCode).toBe(201)
  const { order } = await state(second.token)
  const { timeline } = (await portal.ask('GET', `/api/orders/${order?.id}`)).json<Order>()
  expect(timeline).toContainEqual(
    expect.objectContaining({ kind: 'second-cover', actor: 'customer', note: '1' }),
  )
  const { trail } = (await portal.ask('GET', `/api/orders/${order?.id}/evidence`)).json<Evidence>()
  expect(trail?.entries.map(({ detail }) => detail.fact)).toContain('second-cover')

  const apart = await prepared(15, 16)
  expect((await apart.place(false)).statusCode).toBe(201)
})
