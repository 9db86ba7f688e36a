import type { JWTPayload } from 'jose'
import * as z from 'zod/mini'
import { text } from '#contract/people.ts'
import type { Deps } from '../../deps.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'
import { type Finding, finding, readSigned, timeFindings } from './read-signed.ts'

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
  /** The reference names one customer's booking, so the frame may offer its unpaid order. */
  resume: z.optional(z.boolean()),
  /** Prefilled data, validated like typed input. */
  prefill: z.optional(z.record(z.string(), z.unknown())),
})
export type Claims = z.infer<typeof Claims>

type Judged = {
  /** The partner that the token names. If it names none, the partner of the request. */
  partner: PartnerRow | undefined
  claims: Claims | undefined
  /** The key that signed it. */
  keyId?: string
  /** The first one refuses the token. A forged token gives no finding about its claims. */
  findings: Finding[]
}

/**
 * Checks a partner's token (JWT, HS256) completely, without spending or recording it. `origin` is the framing page and
 * `partnerId` the frame's partner, if known. `partnerId` matters only for a token that names no partner.
 */
export async function judgeToken(
  deps: Deps,
  token: string,
  { origin, partnerId }: { origin?: string | undefined; partnerId?: string | undefined } = {},
): Promise<Judged> {
  const signed = await readSigned(deps, token, partnerId)
  const { partner, keyId, payload } = signed
  if (!partner || !payload) return { partner, claims: undefined, findings: signed.findings }
  const parsed = z.safeParse(Claims, payload)
  const findings = [...new Set(parsed.error?.issues.map(({ path }) => String(path[0])) ?? [])].map((claim) =>
    finding('wrong-claim', claim, claim === 'prefill' ? undefined : payload[claim]),
  )
  findings.push(...valueFindings(deps, partner, payload, origin))
  return { partner, claims: parsed.data, keyId, findings }
}

function valueFindings(
  deps: Deps,
  partner: PartnerRow,
  payload: JWTPayload,
  page: string | undefined,
): Finding[] {
  const { origin, product } = payload
  const findings = timeFindings(deps, payload, deps.publicUrl)
  if (partner.disabled_at) findings.push(finding('partner-disabled', 'iss'))
  if (typeof origin === 'string') {
    const isRight = partner.origins.includes(origin) && (page === undefined || page === origin)
    if (!isRight) findings.push(finding('origin-not-registered', 'origin', origin))
  }
  if (typeof product === 'string' && !partner.products.includes(product))
    findings.push(finding('product-not-offered', 'product', product))
  return findings
}
