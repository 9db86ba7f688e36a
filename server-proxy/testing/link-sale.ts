import { afterAll, expect } from 'vitest'
import type { Link, MakeLink } from '#contract/links.ts'
import { type Purchase, type PurchaseDraft, readPurchaseDraft } from '#contract/purchases.ts'
import { LI_LEI } from './people.ts'
import { type TestPortal, testPortal } from './portal.ts'
import { preparedOrder } from './sale.ts'

/** The consents for a product without documents. */
export const CONSENTS = ['notice', 'truth', 'privacy']

/** A portal that sells one product by links, until the file's tests end. */
export async function linkSale() {
  const portal = await testPortal()
  afterAll(() => portal.close())
  const { memberId, productCode, ...sale } = await preparedOrder(portal)
  const draft = readPurchaseDraft({
    ...sale,
    holder: { ...LI_LEI, email: '' },
    insured: [{ ...LI_LEI, email: '', key: 'a', relation: 'self' }],
  })
  return { portal, draft, ...customers(portal, { memberId, productCode }, draft) }
}

function customers(
  portal: TestPortal,
  offer: { memberId: string; productCode: string },
  draft: PurchaseDraft,
) {
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

  /** The proof that a page has because it typed the numbers. */
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

  async function filled(token: string, proof?: string): Promise<{ token: string; version: number }> {
    const own = (await by(token, 'POST', '/begin', {}, proof)).json<{ token: string }>().token
    const { version } = await state(own)
    const saved = await by(own, 'PUT', '', { version, step: 'review', draft }, proof)
    expect(saved.statusCode).toBe(200)
    const { proof: known, version: next } = saved.json<{ version: number; proof?: string }>()
    if (known) typed.set(own, known)
    return { token: own, version: next }
  }

  return { offer, makeLink, by, state, filled }
}
