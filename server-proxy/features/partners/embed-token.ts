import { SignJWT } from 'jose'
import type { TokenReason } from '#contract/token-reasons.ts'
import type { Deps } from '../../deps.ts'
import { Refusal } from '../../http/refusal.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'
import { type Claims, judgeToken } from './judge-token.ts'
import { keyPlace } from './partners.ts'
import { MAX_SECONDS, noteUse, TOLERANCE_SECONDS } from './read-signed.ts'
import { noteRefusal } from './token-refusals.ts'

/** The problem of each reason. Everything else is `token-invalid`. */
const PROBLEMS: Partial<Record<TokenReason, [status: number, code: string]>> = {
  expired: [401, 'token-expired'],
  used: [401, 'token-used'],
  'partner-disabled': [403, 'partner-disabled'],
  'partner-unlicensed': [403, 'partner-unlicensed'],
  'origin-not-registered': [403, 'origin-not-allowed'],
  'product-not-offered': [403, 'product-not-allowed'],
}

type Asked = { origin?: string | undefined; partnerId?: string | undefined }
type Fault = { reason: TokenReason; claim: string }

/**
 * The partner and claims of a good token; does not spend it. 401 token-invalid, token-expired; 403
 * partner-disabled, origin-not-allowed, product-not-allowed.
 */
export async function verifyEmbedToken(
  deps: Deps,
  token: string,
  asked: Asked = {},
): Promise<{ partner: PartnerRow; claims: Claims }> {
  const { partner, claims, keyId, findings } = await judgeToken(deps, token, asked)
  if (keyId) await noteUse(deps, keyId)
  const [fault = { reason: 'malformed', claim: '' } as const] = findings
  if (partner && claims && findings.length === 0) return { partner, claims }
  throw await refuseToken(deps, partner, fault, asked.origin)
}

/** Lists the refusal for the partner, and gives its reason only to a page at one of the partner's origins. */
export async function refuseToken(
  deps: Deps,
  partner: PartnerRow | undefined,
  { reason, claim }: Fault,
  origin: string | undefined,
): Promise<Refusal> {
  const [status, code] = PROBLEMS[reason] ?? [401, 'token-invalid']
  if (partner) await noteRefusal(deps, partner, { reason, field: claim, origin })
  const isTold = origin !== undefined && partner?.origins.includes(origin)
  return new Refusal(status, code, isTold ? { fields: [{ field: claim || 'token', code: reason }] } : {})
}

/** Marks the token as used until it expires; 401 token-used when it was used before. */
export async function spendToken(
  deps: Deps,
  partner: PartnerRow,
  { jti, exp, origin }: Claims,
): Promise<void> {
  const { db, now } = deps
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
  if (!row) throw await refuseToken(deps, partner, { reason: 'used', claim: 'jti' }, origin)
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
