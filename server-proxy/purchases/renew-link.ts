import { sql } from 'kysely'
import type { User } from '#contract/session.ts'
import { atLeast } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../http/refusal.ts'
import { audit } from '../store/audit.ts'
import { claimSale } from './sale-state.ts'
import { handOverDraft } from './staff-drafts.ts'

const DAY_MS = 86_400_000
/** How long a renewed link stays open. */
const RENEWED_DAYS = 7

/** A customer asks for a link that is over. Asking again changes nothing. */
export async function askForLink({ db, now }: Deps, id: string): Promise<void> {
  await db
    .updateTable('links')
    .set({ asked_at: new Date(now()) })
    .where('id', '=', id)
    .where('asked_at', 'is', null)
    .execute()
}

/**
 * Opens a link again under its address: for seven days more, for one use more, and a revoked one as before. Only
 * admins renew a public entry. 409 when the sale of its draft went on meanwhile.
 */
export async function renewLink({ db, vault, now }: Deps, user: User, id: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const link = await transaction
      .selectFrom('links')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (link.kind === 'public' && !atLeast(user.role, 'admin')) throw new Refusal(403, 'forbidden')
    if (link.revoked_at && link.draft_id && link.idempotency_key) {
      await claimSale(transaction, { userId: link.created_by, key: link.idempotency_key, as: 'link' })
      await handOverDraft(transaction, { draftId: link.draft_id, userId: link.created_by, linkId: id })
    }
    const until = new Date(now() + RENEWED_DAYS * DAY_MS)
    await transaction
      .updateTable('links')
      .set(({ selectFrom }) => ({
        asked_at: null,
        revoked_at: null,
        expires_at: sql<Date | null>`case when expires_at is null then null else greatest(expires_at, ${until}) end`,
        // A single-use link is its one purchase; there is no second.
        ...(link.uses !== null &&
          link.uses > 1 && {
            uses: sql<number>`greatest(uses, ${selectFrom('purchases')
              .where('link_id', '=', id)
              .where('order_id', 'is not', null)
              .select(({ fn }) => fn.countAll<number>().as('ordered'))} + 1)`,
          }),
      }))
      .where('id', '=', id)
      .execute()
    await audit(vault, transaction, {
      actor: user.username,
      act: 'link-renewed',
      subject: { kind: 'link', id },
    })
  })
}

/** Staff decline: the request leaves the desk, and the customer may ask again. */
export async function declineLink({ db, vault }: Deps, user: User, id: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const declined = await transaction
      .updateTable('links')
      .set({ asked_at: null })
      .where('id', '=', id)
      .where('asked_at', 'is not', null)
      .returning('id')
      .executeTakeFirst()
    if (declined)
      await audit(vault, transaction, {
        actor: user.username,
        act: 'link-declined',
        subject: { kind: 'link', id },
      })
  })
}
