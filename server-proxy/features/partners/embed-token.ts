import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose'
import * as z from 'zod/mini'
import { text } from '#contract/people.ts'
import type { Deps } from '../../deps.ts'
import { Refusal } from '../../http/refusal.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'
import { keyPlace } from './partners.ts'

const MAX_SECONDS = 300
/** Tolerated difference between the partner's clock and ours. */
const TOLERANCE_SECONDS = 30

const Claims = z.object({
  iat: z.number(),
  exp: z.number(),
  jti: z.string().check(z.regex(/^[\w.:-]{8,128}$/)),
  origin: z.string(),
  product: text(32),
  plan: z.optional(text(32)),
  /** The partner's own reference, repeated in every event: never a name or a mobile. */
  reference: z.optional(z.string().check(z.regex(/^[\w.:/-]{1,64}$/))),
  /** Prefilled data, validated like typed input. */
  prefill: z.optional(z.record(z.string(), z.unknown())),
})
export type Claims = z.infer<typeof Claims>

const invalid = () => new Refusal(401, 'token-invalid')

/**
 * Verifies a partner's token (JWT, HS256 only): signed by one of its keys, for this portal, valid at most 300
 * s, for an origin and a product of the partner. `origin` is the framing page if known. 401 token-invalid,
 * token-expired; 403 partner-disabled, origin-not-allowed, product-not-allowed. Does not spend the token.
 */
export async function verifyEmbedToken(
  deps: Deps,
  token: string,
  origin?: string,
): Promise<{ partner: PartnerRow; claims: Claims }> {
  const partner = await partnerOf(deps, token)
  const claims = await verifiedClaims(deps, partner, token)
  if (claims.exp - claims.iat > MAX_SECONDS) throw invalid()
  if (claims.iat > deps.now() / 1000 + TOLERANCE_SECONDS) throw invalid()
  if (partner.disabled_at) throw new Refusal(403, 'partner-disabled')
  if (!partner.origins.includes(claims.origin) || (origin !== undefined && origin !== claims.origin))
    throw new Refusal(403, 'origin-not-allowed')
  if (!partner.products.includes(claims.product)) throw new Refusal(403, 'product-not-allowed')
  return { partner, claims }
}

/** The partner that an unverified token names. */
async function partnerOf({ db }: Deps, token: string): Promise<PartnerRow> {
  let issuer: unknown
  try {
    issuer = decodeJwt(token).iss
  } catch {
    throw invalid()
  }
  const id = z.safeParse(z.uuid(), issuer)
  if (!id.success) throw invalid()
  const row = await db.selectFrom('partners').selectAll().where('id', '=', id.data).executeTakeFirst()
  if (!row) throw invalid()
  return row
}

async function verifiedClaims(deps: Deps, partner: PartnerRow, token: string): Promise<Claims> {
  const keys = await deps.db
    .selectFrom('partner_keys')
    .selectAll()
    .where('partner_id', '=', partner.id)
    .execute()
  for (const key of keys) {
    const secret = Buffer.from(deps.vault.open(keyPlace(key.id), key.secret_sealed))
    try {
      const { payload } = await jwtVerify(token, secret, {
        algorithms: ['HS256'],
        issuer: partner.id,
        audience: deps.publicUrl,
        requiredClaims: ['iat', 'exp', 'jti'],
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: new Date(deps.now()),
      })
      await deps.db
        .updateTable('partner_keys')
        .set({ used_at: new Date(deps.now()) })
        .where('id', '=', key.id)
        .execute()
      const claims = z.safeParse(Claims, payload)
      if (!claims.success) throw invalid()
      return claims.data
    } catch (error) {
      if (error instanceof errors.JWSSignatureVerificationFailed) continue
      if (error instanceof errors.JWTExpired) throw new Refusal(401, 'token-expired')
      if (error instanceof errors.JOSEError) throw invalid()
      throw error
    }
  }
  throw invalid()
}

/** Marks the token as used until it expires; 401 token-used when it was used before. */
export async function spendToken(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  partner: PartnerRow,
  { jti, exp }: Claims,
): Promise<void> {
  const row = await db
    .insertInto('spent_tokens')
    .values({
      partner_id: partner.id,
      jti,
      expires_at: new Date((exp + TOLERANCE_SECONDS) * 1000),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('jti')
    .executeTakeFirst()
  if (!row) throw new Refusal(401, 'token-used')
  await db
    .deleteFrom('spent_tokens')
    .where('expires_at', '<', new Date(now() - 60_000))
    .execute()
}

/** A demo token, signed like the partner's server would; 409 when the partner has no key. */
export async function signDemoToken(
  deps: Deps,
  partner: PartnerRow,
  claims: { origin: string; product: string; plan?: string | undefined; jti: string },
): Promise<string> {
  const key = await deps.db
    .selectFrom('partner_keys')
    .selectAll()
    .where('partner_id', '=', partner.id)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  if (!key) throw new Refusal(409, 'no-partner-key')
  const { origin, product, plan, jti } = claims
  const now = Math.floor(deps.now() / 1000)
  return new SignJWT({ origin, product, ...(plan && { plan }), reference: `try-${now}` })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(partner.id)
    .setAudience(deps.publicUrl)
    .setJti(jti)
    .setIssuedAt(now)
    .setExpirationTime(now + MAX_SECONDS)
    .sign(Buffer.from(deps.vault.open(keyPlace(key.id), key.secret_sealed)))
}
