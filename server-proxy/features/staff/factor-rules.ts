import { sql } from 'kysely'
import type { FactorRules } from '#contract/factors.ts'
import { ROLES, type User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { audit } from '../../store/audit.ts'

/** The roles that need a second factor, in the order of their rights. */
export async function readFactorRules({ db }: Pick<Deps, 'db'>): Promise<FactorRules> {
  const rows = await db.selectFrom('factor_rules').select('role').execute()
  const needed = new Set(rows.map(({ role }) => role))
  return { roles: ROLES.filter((role) => needed.has(role)) }
}

/** Holds from the next request on: sessions without a factor may then only set one up. */
export async function putFactorRules(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  actor: User,
  { roles }: FactorRules,
): Promise<void> {
  const wanted = ROLES.filter((role) => roles.includes(role))
  await db.transaction().execute(async (transaction) => {
    await sql`lock table factor_rules in share row exclusive mode`.execute(transaction)
    const { roles: from } = await readFactorRules({ db: transaction })
    if (from.join() === wanted.join()) return
    await transaction.deleteFrom('factor_rules').execute()
    if (wanted.length > 0)
      await transaction
        .insertInto('factor_rules')
        .values(wanted.map((role) => ({ role })))
        .execute()
    await audit(vault, transaction, {
      actor: actor.username,
      act: 'factor-rules-changed',
      detail: { from, to: wanted },
    })
  })
}
