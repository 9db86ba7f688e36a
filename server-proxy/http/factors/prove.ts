import type { Proof } from '#contract/factors.ts'
import { audit } from '../../store/audit.ts'
import { verifyPassword } from '../passwords.ts'
import { badField } from '../refusal.ts'
import { type Counts, createThrottle } from '../throttle.ts'
import { factorsOf } from './factors.ts'
import { answersChallenge } from './passkeys.ts'
import { countRecoveryCodes, spendRecoveryCode } from './recovery-codes.ts'
import type { Site } from './site.ts'
import { type FactorDeps, spendTotp } from './totp.ts'

/** Wrong proofs per account before a pause, as for passwords. */
const PER_ACCOUNT = 10
const PAUSE_SECONDS = 15 * 60

/** Checks a proof of a user on a site: 400 at its field when it is wrong, 429 after too many. */
export type Prove = (user: { id: string; username: string }, proof: Proof, site: Site) => Promise<void>

export function createProver(deps: FactorDeps & Counts): Prove {
  const { db, vault } = deps
  const guesses = createThrottle(deps, 'second-factor', PER_ACCOUNT, PAUSE_SECONDS)

  return async (user, proof, site) => {
    const { kind } = proof
    const left = await guesses.count(user.id)
    const outcome = await check(deps, user.id, proof, site)
    const subject = { kind: 'user', id: user.id } as const
    if (outcome !== 'right') {
      await audit(vault, db, {
        actor: user.username,
        act: 'identity-not-proven',
        subject,
        detail: { factor: kind, ...(left === 0 && { blocked: 'account' }) },
      })
      if (kind === 'passkey') throw badField('assertion', 'passkey-refused')
      throw badField('code', outcome === 'used' ? 'code-used' : 'code-wrong')
    }
    await guesses.clear(user.id)
    if (kind !== 'recovery') return
    await audit(vault, db, {
      actor: user.username,
      act: 'recovery-code-used',
      subject,
      detail: { left: await countRecoveryCodes(db, user.id) },
    })
  }
}

async function check(
  deps: FactorDeps,
  userId: string,
  proof: Proof,
  site: Site,
): Promise<'right' | 'wrong' | 'used'> {
  if (proof.kind === 'passkey')
    return (await answersChallenge(deps, site, userId, proof.assertion)) ? 'right' : 'wrong'
  const { kind, code } = proof
  if (kind === 'totp') return spendTotp(deps, userId, code)
  if (kind === 'recovery') return (await spendRecoveryCode(deps.db, userId, code)) ? 'right' : 'wrong'
  // With a second factor the password alone proves nothing.
  if ((await factorsOf(deps.db, userId)).length > 0) return 'wrong'
  const { password_hash } = await deps.db
    .selectFrom('users')
    .select('password_hash')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return (await verifyPassword(password_hash, code)) ? 'right' : 'wrong'
}
