import type { Kysely } from 'kysely'
import type { User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { takeBackDraft } from './staff-drafts.ts'
import { audit } from '../store/audit.ts'
import type { Database } from '../store/schema.ts'

/** Ends a link and releases the sale that was handed over with it. An ended link stays unchanged. */
export async function revokeLink({ db, vault, now }: Deps, user: User, id: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const revoked = await transaction
      .updateTable('links')
      .set({ revoked_at: new Date(now()) })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!revoked) return
    await takeBackDraft(transaction, id)
    await audit(vault, transaction, {
      actor: user.username,
      act: 'link-revoked',
      subject: { kind: 'link', id },
    })
  })
}

export async function countOpening(db: Kysely<Database>, id: string): Promise<void> {
  await db
    .updateTable('links')
    .set(({ eb }) => ({ opened: eb('opened', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
