import { expect, test } from 'vitest'
import type { AttentionOverview } from '#contract/attention.ts'
import type { Link } from '#contract/links.ts'
import type { Order } from '#contract/orders.ts'
import type { Purchase } from '#contract/purchases.ts'
import { CONSENTS, linkSale } from '../../testing/link-sale.ts'
import { LI_LEI } from '../../testing/people.ts'

const { portal, draft, makeLink, by, state, filled } = await linkSale()

test('does not prefill erased people, whose link stays spent', async () => {
  const link = await makeLink({ prefill: draft })
  const { proof } = (await by(link.token, 'POST', '/prove', { lastFour: '109X' })).json<{ proof: string }>()
  const { token, version } = await filled(link.token, proof)
  await by(token, 'POST', '/place', { version, consents: CONSENTS }, proof)
  const [order] = (await portal.ask('GET', '/api/orders?limit=1')).json<{ items: Order[] }>().items
  await portal.deps.db
    .updateTable('orders')
    .set({ status: 'failed' })
    .where('id', '=', order?.id ?? '')
    .execute()
  expect((await portal.ask('POST', `/api/orders/${order?.id}/erase`, {})).statusCode).toBeLessThan(300)
  const after = await state(token)
  expect(after).toMatchObject({ closed: 'revoked', draft: { holder: { name: '', cardNo: '' }, insured: [] } })
})

test('shows prefilled people only to a page that knows the holder’s last four', async () => {
  const { token, asksHolder } = await makeLink({ prefill: draft })
  expect(asksHolder).toBe(true)
  const before = await by(token, 'GET')
  expect(before.json<Purchase>()).toMatchObject({
    locked: { holder: '李*', people: 1 },
    draft: { planCode: draft.planCode, startDate: draft.startDate, holder: { name: '' }, insured: [] },
  })
  for (const secret of [LI_LEI.name, LI_LEI.cardNo, LI_LEI.mobile]) expect(before.body).not.toContain(secret)
  // Nothing is started, changed or ordered in the holder's name either.
  expect((await by(token, 'POST', '/begin', {})).json()).toMatchObject({ code: 'holder-unproven' })

  const prove = (lastFour: string, of = token) => by(of, 'POST', '/prove', { lastFour })
  expect((await prove('0000')).json()).toMatchObject({
    status: 403,
    code: 'wrong-last-four',
    fields: [{ field: 'lastFour' }],
  })
  for (const lastFour of [LI_LEI.cardNo.slice(-4), LI_LEI.mobile.slice(-4)]) {
    const { proof } = (await prove(lastFour)).json<{ proof: string }>()
    expect((await by(token, 'GET', '', undefined, proof)).json<Purchase>()).toMatchObject({
      locked: null,
      draft,
    })
  }
  const { proof } = (await prove(LI_LEI.mobile.slice(-4))).json<{ proof: string }>()
  await by(token, 'POST', '/begin', {}, proof)
  // The customer corrects the mobile, which from then on is a proof too.
  const holder = { ...draft.holder, mobile: '13700137777' }
  const own = { ...draft, holder, insured: [{ ...draft.insured[0], ...holder }] }
  const saved = await by(token, 'PUT', '', { version: 0, step: 'review', draft: own }, proof)
  expect(saved.statusCode).toBe(200)
  for (const [path, body] of [
    ['', { version: 1, step: 'review', draft }],
    ['/place', { version: 1, consents: CONSENTS }],
  ] as const)
    expect((await by(token, path ? 'POST' : 'PUT', path, body)).json()).toMatchObject({
      code: 'holder-unproven',
    })
  expect((await by(token, 'GET')).json<Purchase>()).toMatchObject({
    locked: { people: 1 },
    draft: { insured: [] },
  })
  expect((await prove('7777')).statusCode).toBe(200)
  // A proof is good for its own link.
  const other = await makeLink({ prefill: draft })
  const foreign = (await prove('7777', other.token)).statusCode
  const elsewhere = await by(other.token, 'GET', '', undefined, proof)
  expect([foreign, elsewhere.json<Purchase>().locked?.people]).toEqual([403, 1])
  // An order shows no names, so it needs no proof.
  expect((await by(token, 'POST', '/place', { version: 1, consents: CONSENTS }, proof)).statusCode).toBe(201)
  expect((await by(token, 'GET')).json<Purchase>()).toMatchObject({
    locked: null,
    order: { status: 'unpaid' },
  })

  // Trying all ten thousand is not possible.
  const tries = []
  for (let n = 0; n < 6; n++) tries.push((await prove(`000${n}`, other.token)).statusCode)
  expect(tries).toEqual([403, 403, 403, 403, 429, 429])
})

test('a link of many people without the holder’s number asks for one of them, not for any', async () => {
  const many = [...'赵钱孙李周吴郑王冯陈'].flatMap((surname, n) =>
    draft.insured.map((person) => ({
      ...person,
      name: `${surname}一`,
      cardType: 'passport' as const,
      cardNo: `E1234${n}${n}${n}${n}`,
      mobile: '',
    })),
  )
  const prefill = { ...draft, holder: { ...draft.holder, cardNo: '', mobile: '' }, insured: many }
  const { token } = await makeLink({ prefill })
  expect((await by(token, 'GET')).json<Purchase>().locked).toMatchObject({ insured: '赵*', people: 10 })
  const prove = async (lastFour: string) => (await by(token, 'POST', '/prove', { lastFour })).statusCode
  expect([await prove('1111'), await prove('9999'), await prove('0000')]).toEqual([403, 403, 200])
})

test('hides people prefilled without any number, before and in the purchase', async () => {
  const nameless = { cardNo: '', mobile: '' }
  const prefill = {
    ...draft,
    holder: { ...draft.holder, ...nameless, email: 'lilei@example.com' },
    insured: draft.insured.map((person) => ({ ...person, ...nameless })),
  }
  const { token, asksHolder } = await makeLink({ prefill })
  expect(asksHolder).toBe(false)
  const before = await by(token, 'GET')
  await by(token, 'POST', '/begin', {})
  const begun = await by(token, 'GET')
  for (const { body } of [before, begun])
    for (const secret of [LI_LEI.name, LI_LEI.birthday, 'lilei@example.com'])
      expect(body).not.toContain(secret)
  expect(begun.json<Purchase>().draft).toMatchObject({ planCode: draft.planCode, startDate: draft.startDate })
})

test('too many wrong last fours close a link until staff reopen it from the desk', async () => {
  const link = await makeLink({ prefill: draft })
  const prove = async (lastFour: string) => {
    await portal.deps.pool.query("delete from throttles where key like 'guesses-%'")
    const answer = await by(link.token, 'POST', '/prove', { lastFour })
    return answer.statusCode === 200 ? 'open' : answer.json<{ code: string }>().code
  }
  const tries = []
  for (let n = 0; n < 20; n++) tries.push(await prove(`00D${n % 10}`))
  expect(new Set(tries)).toEqual(new Set(['wrong-last-four']))
  expect(await prove('109X')).toBe('proofs-closed')
  const overview = async () =>
    (await portal.ask('GET', '/api/attentions/overview')).json<AttentionOverview>().closedLinks
  expect((await overview()).map(({ linkId }) => linkId)).toContain(link.id)
  expect((await portal.ask('POST', `/api/links/${link.id}/reopen`)).json<Link>().closed).toBe(false)
  expect(await overview()).toEqual([])
  expect(await prove('109X')).toBe('open')
})

test('a single-use link whose customer typed ID numbers asks a second device for the last four', async () => {
  const { token } = await makeLink()
  await by(token, 'POST', '/begin', {})
  const named = { ...draft, holder: { ...draft.holder, cardNo: '', mobile: '' }, insured: [] }
  const first = await by(token, 'PUT', '', { version: 0, step: 'people', draft: named })
  expect(first.json()).toEqual({ version: 1 })
  expect(await state(token)).toMatchObject({ locked: null, draft: named })

  const saved = await by(token, 'PUT', '', { version: 1, step: 'people', draft })
  const { proof } = saved.json<{ proof: string }>()
  const second = await by(token, 'GET')
  expect(second.json<Purchase>()).toMatchObject({
    locked: { holder: '李*', people: 1 },
    draft: { insured: [] },
  })
  for (const secret of [LI_LEI.name, LI_LEI.cardNo, LI_LEI.mobile]) expect(second.body).not.toContain(secret)
  const blind = await by(token, 'PUT', '', { version: 2, step: 'people', draft: named })
  expect(blind.json()).toMatchObject({ code: 'holder-unproven' })
  // The first device goes on unasked.
  expect((await by(token, 'GET', '', undefined, proof)).json<Purchase>()).toMatchObject({
    locked: null,
    draft,
  })

  expect((await by(token, 'POST', '/prove', { lastFour: '0000' })).statusCode).toBe(403)
  const proven = (await by(token, 'POST', '/prove', { lastFour: LI_LEI.cardNo.slice(-4) })).json<{
    proof: string
  }>()
  expect((await by(token, 'GET', '', undefined, proven.proof)).json<Purchase>()).toMatchObject({ draft })
})
