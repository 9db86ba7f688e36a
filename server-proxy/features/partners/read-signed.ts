import { compactVerify, decodeJwt, decodeProtectedHeader, errors, type JWTPayload } from 'jose'
import * as z from 'zod/mini'
import type { TokenReason } from '#contract/token-reasons.ts'
import type { Deps } from '../../deps.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'
import { keyPlace } from './partners.ts'

export const MAX_SECONDS = 300
/** Tolerated difference between the partner's clock and ours. */
export const TOLERANCE_SECONDS = 30

/** One fault: its claim ('' for the token as a whole), and what the token says instead. */
export type Finding = { reason: TokenReason; claim: string; found: string | null }

type Signed = {
  /** The partner that the token names. If it names none, the partner of the request. */
  partner: PartnerRow | undefined
  /** Undefined unless a key of the partner signed it. */
  payload?: JWTPayload
  keyId?: string
  findings: Finding[]
}

export const finding = (reason: TokenReason, claim: string, found?: unknown): Finding => ({
  reason,
  claim,
  found:
    found === undefined ? null : (typeof found === 'string' ? found : JSON.stringify(found)).slice(0, 200),
})

/** The partner and payload of a JWT that one of the partner's keys signed with HS256. Its claims are unchecked. */
export async function readSigned(deps: Deps, token: string, partnerId?: string): Promise<Signed> {
  const asked = await findPartnerRow(deps, partnerId)
  const read = readToken(token)
  if (!read) return { partner: asked, findings: [finding('malformed', '')] }
  const { alg, payload } = read
  if (alg !== 'HS256') return { partner: asked, findings: [finding('wrong-algorithm', 'alg', alg)] }
  const partner = await findPartnerRow(deps, payload.iss)
  if (!partner) return { partner: asked, findings: [finding('wrong-issuer', 'iss', payload.iss)] }
  const keyId = await signerOf(deps, partner, token)
  if (keyId === null) return { partner, findings: [finding('wrong-signature', '')] }
  return { partner, payload, keyId, findings: [] }
}

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

/** The faults of audience and times. */
export function timeFindings(
  { now }: Pick<Deps, 'now'>,
  { aud, iat, exp, nbf }: JWTPayload,
  audience: string,
): Finding[] {
  const seconds = now() / 1000
  const findings: Finding[] = []
  const add = (wrong: boolean, ...given: Parameters<typeof finding>) => {
    if (wrong) findings.push(finding(...given))
  }
  const isNumber = (value: unknown) => typeof value === 'number'
  add(![aud].flat().includes(audience), 'wrong-audience', 'aud', aud)
  if (isNumber(iat) && isNumber(exp)) add(exp - iat > MAX_SECONDS, 'too-long-lived', 'exp', exp - iat)
  if (isNumber(iat)) add(iat > seconds + TOLERANCE_SECONDS, 'not-yet-valid', 'iat', iat)
  if (isNumber(nbf)) add(nbf > seconds + TOLERANCE_SECONDS, 'not-yet-valid', 'nbf', nbf)
  if (isNumber(exp)) add(exp + TOLERANCE_SECONDS <= seconds, 'expired', 'exp', exp)
  return findings
}

/** Notes that a key is in use. */
export async function noteUse({ db, now }: Pick<Deps, 'db' | 'now'>, keyId: string): Promise<void> {
  await db
    .updateTable('partner_keys')
    .set({ used_at: new Date(now()) })
    .where('id', '=', keyId)
    .execute()
}
