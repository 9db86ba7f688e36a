import type { LightMyRequestResponse } from 'fastify'
import { TOTP } from 'otpauth'
import type { NewTotp } from '#contract/factors.ts'
import type { TestPortal } from './portal.ts'

/** The code of a key at a time, as an authenticator app shows it. */
export const totpCode = (secret: string, timestamp: number) => new TOTP({ secret }).generate({ timestamp })

export type Enrolled = {
  cookie: string
  recoveryCodes: string[]
  /** A code that was not used before: moves the portal's clock half a minute. */
  code(): string
}

/** Sets up an authenticator app for the user of a session. */
export async function enrolTotp(portal: TestPortal, cookie: string): Promise<Enrolled> {
  const begun = await portal.ask('POST', '/api/factors/totp', {}, { cookie })
  const { secret } = begun.json<NewTotp>()
  const code = () => {
    const now = portal.deps.now() + 30_000
    portal.deps.now = () => now
    return totpCode(secret, now)
  }
  const confirmed = await portal.ask('POST', '/api/factors/totp/confirm', { code: code() }, { cookie })
  if (confirmed.statusCode !== 200) throw new Error(confirmed.body)
  return { cookie: cookieOf(confirmed), recoveryCodes: confirmed.json<{ codes: string[] }>().codes, code }
}

/** The first cookie that an answer sets to a value. */
export function cookieOf({ headers }: Pick<LightMyRequestResponse, 'headers'>): string {
  const set = [headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0] ?? '')
  return set.find((one) => !one.endsWith('=')) ?? ''
}

/** The session's last proof of identity is older than ten minutes. */
export async function makeStale({ deps }: TestPortal, username: string): Promise<void> {
  const { id } = await deps.db
    .selectFrom('users')
    .select('id')
    .where('username', '=', username)
    .executeTakeFirstOrThrow()
  const proven_at = new Date(Date.now() - 11 * 60_000)
  await deps.db.updateTable('sessions').set({ proven_at }).where('user_id', '=', id).execute()
}
