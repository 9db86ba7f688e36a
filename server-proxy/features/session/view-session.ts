import type { Session, User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'

/** Who is signed in, and what they have to do before anything else. */
export function viewSession(
  { sandbox }: Pick<Deps, 'sandbox'>,
  { id, username, role }: User,
  owes: { mustChangePassword: boolean; mustEnrolFactor: boolean },
): Session {
  return {
    user: { id, username, role },
    sandbox,
    ...(owes.mustChangePassword && { mustChangePassword: true }),
    ...(owes.mustEnrolFactor && { mustEnrolFactor: true }),
  }
}
