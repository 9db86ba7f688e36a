import { randomUUID } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'
import { type NewPartner, PARTNER_SCOPES, type SavePartner } from '#contract/partners.ts'
import { PARTNER_API } from '#contract/endpoints/partner-api.ts'
import type { LightMyRequestResponse } from 'fastify'
import type { TestPortal } from './portal.ts'
import { preparedOrder } from './sale.ts'

export const SHOP = 'https://www.shop.example'

export type TestPartner = NewPartner & {
  /**
   * A token as the partner's server signs it, for SHOP and product 200207; `claims` override the defaults.
   */
  token(claims?: JWTPayload, key?: string): Promise<string>
  /** A request of the partner's server with a fresh bearer. */
  ask(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
}

/** Creates a licensed partner for SHOP and product 200207, with the member and the product. */
export async function testPartner(portal: TestPortal, more: Partial<SavePartner> = {}): Promise<TestPartner> {
  const { memberId, productCode } = await preparedOrder(portal)
  const partner: SavePartner = {
    name: '湖畔旅行',
    origins: [SHOP],
    memberId,
    products: [productCode],
    licensed: true,
    theme: { accent: null, radius: null },
    returnUrl: `${SHOP}/thanks`,
    webhookUrl: '',
    scopes: [...PARTNER_SCOPES],
    ...more,
  }
  const made = (await portal.ask('POST', '/api/partners', partner)).json<NewPartner>()
  const self: TestPartner = {
    ...made,
    async ask(method, path, body, headers = {}) {
      const bearer = await self.token({ aud: `${portal.deps.publicUrl}${PARTNER_API}` })
      return portal.app.inject({
        method,
        url: `${PARTNER_API}${path}`,
        headers: { authorization: `Bearer ${bearer}`, ...headers },
        ...(body && { payload: body }),
      })
    },
    token(claims = {}, key = made.keySecret) {
      const now = Math.floor(Date.now() / 1000)
      const payload: JWTPayload = {
        iss: made.id,
        aud: portal.deps.publicUrl,
        iat: now,
        exp: now + 120,
        jti: randomUUID(),
        origin: SHOP,
        product: productCode,
        reference: 'TOUR-1',
        ...claims,
      }
      return new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(key))
    },
  }
  return self
}
