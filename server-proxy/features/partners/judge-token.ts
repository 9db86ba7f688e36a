import { compactVerify, decodeJwt, decodeProtectedHeader, errors, type JWTPayload } from 'jose'
import * as z from 'zod/mini'
import { text } from '#contract/people.ts'
import type { TokenReason } from '#contract/token-reasons.ts'
import type { Deps } from '../../deps.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'
import { keyPlace } from './partners.ts'

export const MAX_SECONDS = 300
/** Tolerated difference between the partner's clock and ours. */
export const TOLERANCE_SECONDS = 30

const Claims = z.object({
  iat: z.number(),
  exp: z.number(),
  jti: z.string().check(z.regex(/^[\w.:-]{8,128}$/)),
  nbf: z.optional(z.number()),
  origin: z.string(),
  product: text(32),
  plan: z.optional(text(32)),
  /** The partner's own reference, repeated in every event: never a name or a mobile. */
  reference: z.optional(z.string().check(z.regex(/^[\w.:/-]{1,64}$/))),
  /** Prefilled data, validated like typed input. */
  prefill: z.optional(z.record(z.string(), z.unknown())),
})
export type Claims = z.infer<typeof Claims>

/** One fault: its claim ('' for the token as a whole), and what the token says instead. */
export type Finding = { reason: TokenReason; claim: string; found: string | null }

type Judged = {
  /** Whom the token names, or the asked partner while it names nobody. */
  partner: PartnerRow | undefined
  claims: Claims | undefined
  /** The key that signed it. */
  keyId?: string
  /** The first one refuses the token. A forged token gives no finding about its claims. */
  findings: Finding[]
}

/**
 * Compares a partner's token (JWT, HS256) with everything it must be; spends and records nothing. `origin` is the
 * framing page, `partnerId` the frame's own partner, where they are known. It
 * matters only for a token that names nobody.
 */
export async function judgeToken(
  deps: Deps,
  token: string,
  { origin, partnerId }: { origin?: string | undefined; partnerId?: string | undefined } = {},
): Promise<Judged> {
  const asked = await findPartnerRow(deps, partnerId)
  const one = (
    partner: PartnerRow | undefined,
    reason: TokenReason,
    claim = '',
    found?: unknown,
  ): Judged => ({
    partner,
    claims: undefined,
    findings: [finding(reason, claim, found)],
  })
  const read = readToken(token)
  if (!read) return one(asked, 'malformed')
  const { alg, payload } = read
  if (alg !== 'HS256') return one(asked, 'wrong-algorithm', 'alg', alg)
  const partner = await findPartnerRow(deps, payload.iss)
  if (!partner) return one(asked, 'wrong-issuer', 'iss', payload.iss)
  const keyId = await signerOf(deps, partner, token)
  if (keyId === null) return one(partner, 'wrong-signature')
  const parsed = z.safeParse(Claims, payload)
  const findings = [...new Set(parsed.error?.issues.map(({ path }) => String(path[0])) ?? [])].map((claim) =>
    finding('wrong-claim', claim, claim === 'prefill' ? undefined : payload[claim]),
  )
  findings.push(...valueFindings(deps, partner, payload, origin))
  return { partner, claims: parsed.data, keyId, findings }
}

const finding = (reason: TokenReason, claim: string, found?: unknown): Finding => ({
  reason,
  claim,
  found:
    found === undefined ? null : (typeof found === 'string' ? found : JSON.stringify(found)).slice(0, 200),
})

function readToken(token: string): { alg: unknown; payload: JWTPayload } | null {
  try {
    return { alg: decodeProtectedHeader(token).alg, payload: decodeJwt(token) }
  } catch {
    return null
  }
}

async function findPartnerRow({ db }: Deps, given: unknown): Promise<PartnerRow | undefined> {
  const id = z.safeParse(z.uuid(), given)
  if (!id.success) return undefined
  return db.selectFrom('partners').selectAll().where('id', '=', id.data).executeTakeFirst()
}

async function signerOf({ db, vault }: Deps, partner: PartnerRow, token: string): Promise<string | null> {
  const keys = await db.selectFrom('partner_keys').selectAll().where('partner_id', '=', partner.id).execute()
  for (const key of keys) {
    const secret = Buffer.from(vault.open(keyPlace(key.id), key.secret_sealed))
    try {
      await compactVerify(token, secret, { algorithms: ['HS256'] })
      return key.id
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error
    }
  }
  return null
}

function valueFindings(
  { publicUrl, now }: Deps,
  partner: PartnerRow,
  { aud, iat, exp, nbf, origin, product }: JWTPayload,
  page: string | undefined,
): Finding[] {
  const seconds = now() / 1000
  const findings: Finding[] = []
  const add = (wrong: boolean, ...given: Parameters<typeof finding>) => {
    if (wrong) findings.push(finding(...given))
  }
  const isNumber = (value: unknown) => typeof value === 'number'
  add(![aud].flat().includes(publicUrl), 'wrong-audience', 'aud', aud)
  if (isNumber(iat) && isNumber(exp)) add(exp - iat > MAX_SECONDS, 'too-long-lived', 'exp', exp - iat)
  if (isNumber(iat)) add(iat > seconds + TOLERANCE_SECONDS, 'not-yet-valid', 'iat', iat)
  if (isNumber(nbf)) add(nbf > seconds + TOLERANCE_SECONDS, 'not-yet-valid', 'nbf', nbf)
  if (isNumber(exp)) add(exp + TOLERANCE_SECONDS <= seconds, 'expired', 'exp', exp)
  add(partner.disabled_at !== null, 'partner-disabled', 'iss')
  if (typeof origin === 'string')
    add(
      !partner.origins.includes(origin) || (page !== undefined && page !== origin),
      'origin-not-registered',
      'origin',
      origin,
    )
  if (typeof product === 'string')
    add(!partner.products.includes(product), 'product-not-offered', 'product', product)
  return findings
}
