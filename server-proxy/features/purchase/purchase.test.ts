import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AttentionOverview } from '#contract/attention.ts'
import { addDays } from '#contract/days.ts'
import type { Evidence } from '#contract/evidence.ts'
import type { Link, MakeLink } from '#contract/links.ts'
import type { Order } from '#contract/orders.ts'
import { emptyInsured } from '#contract/people-empty.ts'
import type { ProductDocument } from '#contract/products.ts'
import { type Purchase, type PurchaseDraft, readPurchaseDraft } from '#contract/purchases.ts'
import { type TestPortal, testPortal, signInAs } from '../../testing/portal.ts'
import { LI_LEI, STRASSE } from '../../testing/people.ts'
import { payAsCustomer, preparedOrder, tomorrow, until } from '../../testing/sale.ts'

let portal: TestPortal
let draft: PurchaseDraft
let offer: { memberId: string; productCode: string }

beforeAll(async () => {
  portal = await testPortal()
  const { memberId, productCode, ...sale } = await preparedOrder(portal)
  offer = { memberId, productCode }
  draft = readPurchaseDraft({
    ...sale,
    holder: { ...LI_LEI, email: '' },
    insured: [{ ...LI_LEI, email: '', key: 'a', relation: 'self' }],
  })
})
afterAll(() => portal.close())

async function makeLink(more: Partial<MakeLink> = {}, cookie?: string): Promise<Link & { token: string }> {
  const answer = await portal.ask(
    'POST',
    '/api/links',
    { ...offer, uses: 1, days: 7, ...more },
    cookie ? { cookie } : {},
  )
  expect(answer.statusCode).toBe(201)
  const link = answer.json<Link>()
  return { ...link, token: link.url.split('/').at(-1) ?? '' }
}

/** What a page proved by typing it. */
const typed = new Map<string, string>()
/** A request like a customer's page: no cookie, no origin. */
const by = (
  token: string,
  method: 'GET' | 'POST' | 'PUT',
  path = '',
  body?: object,
  proof = typed.get(token),
) =>
  portal.app.inject({
    method,
    url: `/api/purchase${path}`,
    headers: { authorization: `Bearer ${token}`, ...(proof && { 'x-purchase-proof': proof }) },
    // All purchases here insure the same people.
    ...(body && { payload: path === '/place' ? { confirmed: true, ...body } : body }),
  })

const state = async (token: string) => (await by(token, 'GET')).json<Purchase>()
const CONSENTS = ['notice', 'truth', 'privacy']

async function filled(token: string, proof?: string): Promise<{ token: string; version: number }> {
  const own = (await by(token, 'POST', '/begin', {}, proof)).json<{ token: string }>().token
  const { version } = await state(own)
  const saved = await by(own, 'PUT', '', { version, step: 'review', draft }, proof)
  expect(saved.statusCode).toBe(200)
  const { proof: known, version: next } = saved.json<{ version: number; proof?: string }>()
  if (known) typed.set(own, known)
  return { token: own, version: next }
}

test('a single-use link is one purchase in any browser, ordered once and paid', async () => {
  const orders = async () => (await portal.ask('GET', '/api/orders')).json<{ items: Order[] }>().items
  const before = (await orders()).length
  const link = await makeLink()
  expect(link.url).toMatch(/\/buy\/[\w-]{32}$/)
  await by(link.token, 'POST', '/opened', {})
  const { token, version } = await filled(link.token)
  expect(token).toBe(link.token)
  expect(await state(token)).toMatchObject({ begun: true, step: 'review', draft, order: null })

  const answers = await Promise.all(
    Array.from({ length: 5 }, () => by(token, 'POST', '/place', { version, consents: CONSENTS })),
  )
  expect(answers.filter(({ statusCode }) => statusCode >= 300)).toEqual([])
  // A concurrent request is told to wait while the platform is asked.
  const urls = new Set(answers.flatMap((answer) => answer.json<Purchase>().order?.cashierUrl ?? []))
  expect(urls.size).toBe(1)
  const again = await by(token, 'POST', '/place', { version, consents: CONSENTS })
  expect(again.json<Purchase>().order?.cashierUrl).toBe([...urls][0])

  expect(again.body).not.toContain(LI_LEI.cardNo)

  const items = await orders()
  expect(items).toHaveLength(before + 1)
  expect(items[0]).toMatchObject({ channel: 'link', payType: 'cash', status: 'unpaid' })
  await payAsCustomer([...urls][0] ?? '')
  await until(
    () => state(token),
    ({ order }) => order?.status === 'issued',
  )
  const listed = (await portal.ask('GET', `/api/links/${link.id}`)).json<Link>()
  expect(listed).toMatchObject({ state: 'used-up', opened: 1, begun: 1, bought: 1 })
})

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

test('a link closes after too many wrong last fours and is on the desk until staff reopen it', async () => {
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

test('a link of two uses gives each customer a separate purchase, and a third none', async () => {
  const link = await makeLink({ uses: 2 })
  const customers = await Promise.all([filled(link.token), filled(link.token), filled(link.token)])
  expect(new Set(customers.map(({ token }) => token)).size).toBe(3)
  const placed = await Promise.all(
    customers.map(({ token, version }) => by(token, 'POST', '/place', { version, consents: CONSENTS })),
  )
  expect(placed.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 201, 409])
  expect((await state(link.token)).closed).toBe('used-up')
})

test('reports what is missing by its field and orders nothing', async () => {
  const { token, version } = await filled((await makeLink()).token)
  const bad = { ...draft, startDate: '2020-01-01', endDate: '2020-01-03', planCode: 'none' }
  await by(token, 'PUT', '', { version, step: 'review', draft: bad })
  const answer = await by(token, 'POST', '/place', { version: version + 1, consents: ['truth'] })
  expect(answer.statusCode).toBe(400)
  const fields = answer.json<{ fields: { field: string; code: string }[] }>().fields
  expect(fields.map(({ field, code }) => `${field} ${code}`)).toEqual([
    'planCode plan-unknown',
    expect.stringMatching(/^startDate start-too-early-\d{4}-\d\d-\d\d$/),
    'consents.notice consent',
    'consents.privacy consent',
  ])
})

test('a refusal of the platform reopens the purchase, and the next try is another order', async () => {
  const { token, version } = await filled((await makeLink()).token)
  await portal.fault('addTemp', 'code', { code: '9999' })
  const refused = await by(token, 'POST', '/place', { version, consents: CONSENTS })
  expect(refused.statusCode).toBe(422)
  expect(await state(token)).toMatchObject({ order: null, refusal: { code: '9999' } })
  const placed = await by(token, 'POST', '/place', { version, consents: CONSENTS })
  expect(placed.json<Purchase>()).toMatchObject({ order: { status: 'unpaid' }, refusal: null })
})

test('a lost answer is uncertain, offers no payment, and ends in one cashier', async () => {
  const { token, version } = await filled((await makeLink()).token)
  await portal.fault('addTemp', 'html', { times: 2 })
  const placed = await by(token, 'POST', '/place', { version, consents: CONSENTS })
  expect(placed.statusCode).toBe(202)
  expect(placed.json<Purchase>().order).toMatchObject({ status: 'uncertain', cashierUrl: null })
  expect((await by(token, 'PUT', '', { version, step: 'review', draft })).statusCode).toBe(409)
  await until(
    () => state(token),
    ({ order }) => order?.status === 'unpaid' && order.cashierUrl !== null,
    15_000,
  )
})

test('offers payment only after a fresh answer of the platform that it is unpaid', async () => {
  const { token, version } = await filled((await makeLink()).token)
  const placed = (await by(token, 'POST', '/place', { version, consents: CONSENTS })).json<Purchase>()
  await portal.deps.db
    .updateTable('orders')
    .set({ asked_at: new Date(portal.deps.now() - 60_000) })
    .where('id', '=', placed.order?.id ?? '')
    .execute()
  expect((await state(token)).order).toMatchObject({ status: 'unpaid', checked: false, cashierUrl: null })
  const asked = (await by(token, 'POST', '/refresh', {})).json<Purchase>().order
  expect(asked).toMatchObject({ checked: true, cashierUrl: placed.order?.cashierUrl })
})

test('a revoked, expired or unknown link sells nothing', async () => {
  const revoked = await makeLink()
  const begun = await filled(revoked.token)
  await portal.ask('POST', `/api/links/${revoked.id}/revoke`, {})
  expect((await state(revoked.token)).closed).toBe('revoked')
  const late = await by(begun.token, 'POST', '/place', { version: begun.version, consents: CONSENTS })
  expect(late.json()).toMatchObject({ status: 409, code: 'link-revoked' })

  const expired = await makeLink({ uses: 3 })
  await portal.deps.db
    .updateTable('links')
    .set({ expires_at: new Date(Date.now() - 1) })
    .where('id', '=', expired.id)
    .execute()
  expect((await state(expired.token)).closed).toBe('expired')
  expect((await by(expired.token, 'POST', '/begin', {})).json()).toMatchObject({ code: 'link-expired' })
  expect((await by('x'.repeat(32), 'GET')).statusCode).toBe(404)
  expect((await portal.app.inject('/api/purchase')).statusCode).toBe(404)
})

test('the older of two browsers at one draft gets a conflict and saves nothing', async () => {
  const { token, version } = await filled((await makeLink()).token)
  const newer = { ...draft, endDate: draft.startDate }
  expect((await by(token, 'PUT', '', { version, step: 'people', draft: newer })).statusCode).toBe(200)
  const older = await by(token, 'PUT', '', { version, step: 'period', draft })
  expect(older.json()).toMatchObject({ status: 409, code: 'draft-changed' })
  expect(await state(token)).toMatchObject({ draft: newer, step: 'people' })
  const place = await by(token, 'POST', '/place', { version, consents: CONSENTS })
  expect(place.json()).toMatchObject({ code: 'draft-changed' })
})

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

test('staff see their own links, and only admins create the public entry', async () => {
  const clerk = await signInAs(portal, 'clerk', 'clerk-of-links')
  const own = await makeLink({}, clerk)
  const others = (await portal.ask('GET', '/api/links', undefined, { cookie: clerk })).json<{
    items: Link[]
  }>()
  expect(others.items.map(({ id }) => id)).toEqual([own.id])
  const foreign = await makeLink()
  const path = `/api/links/${foreign.id}/revoke`
  expect((await portal.ask('POST', path, {}, { cookie: clerk })).statusCode).toBe(404)
  const entry = { ...offer, kind: 'public', uses: null, days: null }
  expect((await portal.ask('POST', '/api/links', entry, { cookie: clerk })).statusCode).toBe(403)
  expect((await portal.ask('POST', '/api/links', entry)).json()).toMatchObject({
    kind: 'public',
    expiresAt: null,
  })

  const { token, version } = await filled(own.token)
  await by(token, 'POST', '/place', { version, consents: CONSENTS })
  const orders = await portal.ask('GET', '/api/orders', undefined, { cookie: clerk })
  expect(orders.json<{ items: Order[] }>().items).toMatchObject([
    { channel: 'link', createdBy: 'clerk-of-links' },
  ])
})

test('a bearer needs no origin and accepts only JSON', async () => {
  const { token } = await makeLink()
  const answer = await portal.app.inject({
    method: 'POST',
    url: '/api/purchase/begin',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
    payload: '{}',
  })
  expect(answer.statusCode).toBe(415)
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

test('a customer asks for a link that is over, and one press on the desk opens it again', async () => {
  const { db } = portal.deps
  const asked = async () =>
    (await portal.ask('GET', '/api/attentions/overview')).json<AttentionOverview>().askedLinks
  const open = await makeLink()
  expect((await by(open.token, 'POST', '/ask')).json()).toMatchObject({ status: 409 })
  const past = { expires_at: new Date(Date.now() - 1) }

  const expired = await makeLink({ title: '大堂' })
  await db.updateTable('links').set(past).where('id', '=', expired.id).execute()
  const usedUp = await makeLink({ uses: 2 })
  for (let n = 0; n < 2; n++) {
    const own = await filled(usedUp.token)
    await by(own.token, 'POST', '/place', { version: own.version, consents: CONSENTS })
  }
  const revoked = await makeLink()
  await portal.ask('POST', `/api/links/${revoked.id}/revoke`)

  for (const [link, reason] of [
    [expired, 'expired'],
    [usedUp, 'used-up'],
    [revoked, 'revoked'],
  ] as const) {
    expect((await state(link.token)).renewal).toBe('possible')
    for (let presses = 0; presses < 2; presses++)
      expect((await by(link.token, 'POST', '/ask')).json<Purchase>().renewal).toBe('asked')
    expect(await asked()).toMatchObject([{ linkId: link.id, reason }])
    const renewed = await portal.ask('POST', `/api/links/${link.id}/renew`)
    expect(renewed.json<Link>()).toMatchObject({ state: 'open', url: link.url })
    expect(await asked()).toEqual([])
    expect(await state(link.token)).toMatchObject({ closed: null, renewal: null })
  }
  await db.updateTable('links').set(past).where('id', '=', expired.id).execute()
  await by(expired.token, 'POST', '/ask')
  await portal.ask('POST', `/api/links/${expired.id}/decline`)
  expect(await asked()).toEqual([])
  expect(await state(expired.token)).toMatchObject({ closed: 'expired', renewal: 'possible' })
})

test('does not renew a revoked link whose sale went on by another', async () => {
  const draftId = crypto.randomUUID()
  const send = async (key: string) =>
    (
      await portal.ask('POST', '/api/links', { ...offer, uses: 1, days: 7 }, { 'idempotency-key': key })
    ).json<Link>()
  const first = await send(draftId)
  await portal.ask('POST', `/api/links/${first.id}/revoke`)
  const second = await send(`${draftId}.1`)
  const renewed = await portal.ask('POST', `/api/links/${first.id}/renew`)
  expect(renewed.json()).toMatchObject({ status: 409, code: 'sale-handed-over', linkId: second.id })
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
