import type { Deps } from '../../deps.ts'
import { notFound } from '../../http/refusal.ts'

const MOST = 1_000

/**
 * A member's account at the platform, its mobile; 404 for an unknown member. Remembered sealed: a member's mobile
 * never changes, and each query is a wait at the screen.
 */
export function platformAccounts({ db, vault }: Pick<Deps, 'db' | 'vault'>) {
  const known = new Map<string, Buffer>()

  async function readSealed(memberId: string): Promise<Buffer> {
    const row = await db
      .selectFrom('members')
      .select('mobile_sealed')
      .where('member_id', '=', memberId)
      .executeTakeFirst()
    if (!row) throw notFound()
    return row.mobile_sealed
  }

  return async (memberId: string): Promise<string> => {
    const sealed = known.get(memberId) ?? (await readSealed(memberId))
    const account = vault.open({ table: 'members', column: 'mobile', row: memberId }, sealed)
    if (known.size >= MOST) known.clear()
    known.set(memberId, sealed)
    return account
  }
}
