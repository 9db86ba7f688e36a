import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Attempt } from '#contract/attempts.ts'
import type { Link, MakeLink } from '#contract/links.ts'
import type { Order, OrderList } from '#contract/orders.ts'
import { type Purchase, readPurchaseDraft } from '#contract/purchases.ts'
import { customerPage } from '../../testing/customer.ts'
import { LI_LEI } from '../../testing/people.ts'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'
import { preparedOrder } from '../../testing/sale.ts'

let portal: TestPortal
let page: ReturnType<typeof customerPage>
let sale: Awaited<ReturnType<typeof preparedOrder>>
let clerk: string
beforeAll(async () => {
  portal = await testPortal()
  page = customerPage(portal)
  sale = await preparedOrder(portal)
  clerk = await signInAs(portal, 'clerk', 'attempts-clerk')
})
afterAll(() => portal.close())

async function tokenOfLink(more: Partial<MakeLink> = {}): Promise<string> {
  const { memberId, productCode } = sale
  const answer = await portal.ask('POST', '/api/links', {
    memberId,
    productCode,
    uses: 5,
    days: 7,
    ...more,
  })
  return answer.json<Link>().url.split('/').at(-1) ?? ''
}
const by = (token: string, method: 'GET' | 'POST' | 'PUT', path = '', body?: object) =>
  page(token, method, `/purchase${path}`, body)
const numberOf = async (token: string) => (await by(token, 'GET')).json<Purchase>().supportNumber
const found = async (number: string, cookie?: string) =>
  (await portal.ask('GET', `/api/attempts/${number}`, undefined, cookie ? { cookie } : {})).json<{
    items: Attempt[]
  }>().items

test('finds the link when the customer has only looked', async () => {
  const number = await numberOf(await tokenOfLink({ title: '大堂海报' }))
  expect(await found(number)).toMatchObject([
    { step: null, begunAt: null, link: { title: '大堂海报' }, order: null },
  ])
})

test('gives each customer of a link a number, which finds the step reached and no person', async () => {
  const link = await tokenOfLink()
  const { token } = (await by(link, 'POST', '/begin', {})).json<{ token: string }>()
  const draft = readPurchaseDraft({ ...sale, holder: LI_LEI })
  expect((await by(token, 'PUT', '', { version: 0, step: 'people', draft })).statusCode).toBe(200)
  const number = await numberOf(token)
  expect(number).not.toBe(await numberOf(link))
  const items = await found(number.toLowerCase())
  expect(items).toMatchObject([{ step: 'people', channel: 'link', order: null }])
  expect(JSON.stringify(items)).not.toContain(LI_LEI.name)
  expect(await found(number, clerk)).toEqual([])
})

test('finds the order in the search of orders when the customer has ordered', async () => {
  const token = await tokenOfLink({ uses: 1 })
  await by(token, 'POST', '/begin', {})
  const draft = readPurchaseDraft({
    ...sale,
    holder: { ...LI_LEI, email: '' },
    insured: [{ ...LI_LEI, email: '', key: 'a', relation: 'self' }],
  })
  const saved = (await by(token, 'PUT', '', { version: 0, step: 'review', draft })).json<{
    version: number
  }>()

  const asked = { version: saved.version, consents: ['notice', 'truth', 'privacy'] }
  const placed = (await by(token, 'POST', '/place', asked)).json<Purchase>()
  const number = placed.supportNumber
  expect(await found(number)).toMatchObject([{ order: { id: placed.order?.id, status: 'unpaid' } }])
  const listed = await portal.ask('GET', `/api/orders?q=${number}`)
  expect(listed.json<OrderList>().items.map(({ id }: Pick<Order, 'id'>) => id)).toEqual([placed.order?.id])
})
