import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { PARTNER_API } from '#contract/endpoints/partner-api.ts'
import { type PartnerScope, SELLING } from '#contract/partners.ts'
import type { Deps } from '../../deps.ts'
import { Refusal } from '../../http/refusal.ts'
import { createAddressThrottle, createThrottle } from '../../http/throttle.ts'
import { isLicensed } from '../../purchases/licence.ts'
import { audit } from '../../store/audit.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'
import { finding, noteUse, readSigned, timeFindings } from './read-signed.ts'
import { noteRefusal } from './token-refusals.ts'

const Times = z.object({ iat: z.number(), exp: z.number() })
/** Requests of a partner in a minute. Their calls to the platform use the visitors' share of the budget. */
const ASKED = [300, 60] as const
/** Refused bearers per address in ten minutes. */
const REFUSED = [60, 10 * 60] as const
const CHALLENGE = 'Bearer realm="partner"'

export type Admitted = {
  /** Call on request, before anything of it is read. 401 for the bearer, 403 for the scope, 429. */
  admit(scope: PartnerScope): (request: FastifyRequest, reply: FastifyReply) => Promise<void>
  /** The partner of an admitted request. */
  partnerOf(request: FastifyRequest): PartnerRow
}

/**
 * Identifies the caller of the Partner API. The bearer is a JWT that the partner's key signed for it, at most 300 s
 * long.
 */
export function createPartnerAccess(deps: Deps): Admitted {
  const partners = new WeakMap<FastifyRequest, PartnerRow>()
  const asked = createThrottle(deps, 'partner-api', ...ASKED)
  const refused = createAddressThrottle(deps, 'partner-api-refused', ...REFUSED)
  return {
    admit: (scope) => async (request, reply) => {
      await refused.count(request.ip)
      const partner = await partnerFor(deps, request.headers.authorization).catch((error: unknown) => {
        reply.header('www-authenticate', CHALLENGE)
        throw error
      })
      await refused.forgive(request.ip)
      await asked.count(partner.id)
      await assertScope(deps, partner, scope)
      partners.set(request, partner)
    },
    partnerOf(request) {
      const partner = partners.get(request)
      if (!partner) throw new Refusal(401, 'token-invalid')
      return partner
    },
  }
}

async function partnerFor(deps: Deps, authorization = ''): Promise<PartnerRow> {
  const token = /^Bearer ([\w.-]{1,4096})$/i.exec(authorization)?.[1]
  if (!token) throw new Refusal(401, 'token-missing')
  const { partner, payload, keyId, findings } = await readSigned(deps, token)
  if (payload) {
    for (const { path } of z.safeParse(Times, payload).error?.issues ?? [])
      findings.push(finding('wrong-claim', String(path[0])))
    findings.push(...timeFindings(deps, payload, `${deps.publicUrl}${PARTNER_API}`))
    if (partner?.disabled_at) findings.push(finding('partner-disabled', 'iss'))
  }
  const [fault] = findings
  if (partner && keyId && !fault) {
    await noteUse(deps, keyId)
    return partner
  }
  const { reason, claim } = fault ?? finding('malformed', '')
  if (partner) await noteRefusal(deps, partner, { reason, field: claim })
  // Only a caller with a valid signature gets the reason.
  const told = payload ? { fields: [{ field: claim, code: reason }] } : {}
  if (reason === 'partner-disabled') throw new Refusal(403, reason, told)
  throw new Refusal(401, reason === 'expired' ? 'token-expired' : 'token-invalid', told)
}

async function assertScope(deps: Deps, partner: PartnerRow, scope: PartnerScope): Promise<void> {
  const { db, vault } = deps
  const code = !partner.scopes.includes(scope)
    ? 'scope-missing'
    : SELLING.has(scope) && !isLicensed(deps, partner)
      ? 'partner-unlicensed'
      : null
  if (!code) return
  await audit(vault, db, {
    actor: `partner:${partner.id}`,
    act: 'access-refused',
    subject: { kind: 'partner', id: partner.id },
    detail: { scope },
  })
  throw new Refusal(403, code, code === 'scope-missing' ? { detail: scope } : {})
}
