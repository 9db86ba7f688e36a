import { expect, test } from 'vitest'
import type { Link, LinkList, MakeLink } from '#contract/links.ts'
import { readPurchaseDraft } from '#contract/purchases.ts'
import { CONSENTS, linkSale } from '../../testing/link-sale.ts'
import { signInAs } from '../../testing/portal.ts'

const { portal, makeLink, by, filled } = await linkSale()

async function list(query: Record<string, string>, cookie?: string): Promise<LinkList> {
  const answer = await portal.ask(
    'GET',
    `/api/links?${new URLSearchParams(query).toString()}`,
    undefined,
    cookie ? { cookie } : {},
  )
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<LinkList>()
}
const idsOf = async (query: Record<string, string>, cookie?: string) =>
  (await list(query, cookie)).items.map(({ id }) => id)
const holder = (name: string): Partial<MakeLink> => ({
  prefill: readPurchaseDraft({ holder: { name } }),
})

test('finds a link by part of its policyholder, group number, note or title', async () => {
  const named = await makeLink(holder('慕容云海'))
  const grouped = await makeLink({ groupNo: 'YN-7781' })
  const noted = await makeLink({ note: '三亚团队，周三前报名' })
  const titled = await makeLink({ title: 'Lobby poster' })
  for (const [q, link] of [
    ['慕容', named],
    ['云海', named],
    ['yn-77', grouped],
    ['周三前', noted],
    ['lobby', titled],
  ] as const)
    expect(await idsOf({ q }), q).toEqual([link.id])
  expect(await idsOf({ q: '没有这样的人' })).toEqual([])
})

test('finds links by the name of their product', async () => {
  const link = await makeLink()
  expect(await idsOf({ q: link.productName.slice(0, 4) })).toContain(link.id)
})

test('a clerk’s search finds no link of a colleague', async () => {
  const clerk = await signInAs(portal, 'clerk', 'clerk-who-searches')
  await makeLink(holder('欧阳远山'))
  const own = await makeLink(holder('欧阳近水'), clerk)
  expect(await idsOf({ q: '欧阳' }, clerk)).toEqual([own.id])
})

test('a search that finds more than a page continues with its cursor, each link once', async () => {
  const made: string[] = []
  for (let n = 0; n < 53; n++) made.push((await makeLink({ note: '批量报名' })).id)
  const first = await list({ q: '批量报名' })
  expect(first.items).toHaveLength(50)
  const rest = await list({ q: '批量报名', cursor: first.nextCursor ?? '' })
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(made.toReversed())
  expect(rest.nextCursor).toBeNull()
})

test('the filter by state finds exactly the links that show it', async () => {
  const { db } = portal.deps
  const expired = await makeLink()
  await db
    .updateTable('links')
    .set({ expires_at: new Date(Date.now() - 1) })
    .where('id', '=', expired.id)
    .execute()
  const revoked = await makeLink()
  await portal.ask('POST', `/api/links/${revoked.id}/revoke`)
  const usedUp = await makeLink()
  const { token, version } = await filled(usedUp.token)
  await by(token, 'POST', '/place', { version, consents: CONSENTS })
  const all: Link[] = []
  for (let cursor = ''; ; ) {
    const page = await list(cursor ? { cursor } : {})
    all.push(...page.items)
    if (!page.nextCursor) break
    cursor = page.nextCursor
  }
  for (const state of ['expired', 'revoked', 'used-up'] as const)
    expect(await idsOf({ state }), state).toEqual(
      all.filter((link) => link.state === state).map(({ id }) => id),
    )
  expect((await list({ state: 'open' })).items.every(({ state }) => state === 'open')).toBe(true)
})
