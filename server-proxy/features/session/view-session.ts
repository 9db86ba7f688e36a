import type { Session, User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'

/** The signed-in user, and any step that they must complete first. */
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
