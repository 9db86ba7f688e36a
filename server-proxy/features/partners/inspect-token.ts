import type { InspectedToken } from '#contract/partners.ts'
import type { Deps } from '../../deps.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'
import { judgeToken } from './judge-token.ts'
import { prefillOf } from './prefill.ts'
import { prefillFaults } from './prefill-faults.ts'
import type { Finding } from './read-signed.ts'

/** Lists the faults of a token of this partner, with the expected values. Neither spends nor records the token. */
export async function inspectToken(deps: Deps, partner: PartnerRow, token: string): Promise<InspectedToken> {
  const judged = await judgeToken(deps, token, { partnerId: partner.id })
  const isOwn = judged.partner?.id === partner.id
  const claims = isOwn ? judged.claims : undefined
  const findings: Finding[] = isOwn
    ? judged.findings
    : [{ reason: 'wrong-issuer', claim: 'iss', found: judged.partner?.id ?? null }]
  const wanted: Record<string, string> = { alg: 'HS256', iss: partner.id, aud: deps.publicUrl }
  if (claims && (await isSpent(deps, partner, claims.jti)))
    findings.push({ reason: 'used', claim: 'jti', found: claims.jti })
  const isKnown = claims && partner.products.includes(claims.product)
  return {
    findings: findings.map((one) => ({ ...one, wanted: wanted[one.claim] ?? null })),
    faults: isKnown ? await prefillFaults(deps, claims, prefillOf(claims)) : [],
  }
}

async function isSpent({ db }: Deps, { id }: PartnerRow, jti: string): Promise<boolean> {
  const row = await db
    .selectFrom('spent_tokens')
    .select('jti')
    .where('partner_id', '=', id)
    .where('jti', '=', jti)
    .executeTakeFirst()
  return row !== undefined
}
