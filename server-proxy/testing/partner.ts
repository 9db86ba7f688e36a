import { randomUUID } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'
import type { NewPartner, SavePartner } from '#contract/partners.ts'
import type { TestPortal } from './portal.ts'
import { preparedOrder } from './sale.ts'

export const SHOP = 'https://www.shop.example'

export type TestPartner = NewPartner & {
  /**
   * A token as the partner's server signs it, for SHOP and product 200207; `claims` override the defaults.
   */
  token(claims?: JWTPayload, key?: string): Promise<string>
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
    ...more,
  }
  const made = (await portal.ask('POST', '/api/partners', partner)).json<NewPartner>()
  return {
    ...made,
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
}
