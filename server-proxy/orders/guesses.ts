import type { Deps } from '../deps.ts'
import { Refusal } from '../http/refusal.ts'
import { createThrottle } from '../http/throttle.ts'
import { dropAttention, raiseAttention } from './attention.ts'
import { announce } from '../live/live.ts'
import { note } from './timeline.ts'
import { audit } from '../store/audit.ts'

/** The subject of guesses: an order by its link, an order by lookup, or a prefilled purchase link. */
type Guarded = { kind: 'order' | 'lookup' | 'link'; id: string }

export const PER_HOUR = [5, 60 * 60] as const
export const PER_DAY = [10, 24 * 60 * 60] as const
/** Wrong guesses allowed over the lifetime of an order or link, out of ten thousand possible last fours. */
export const MAX_WRONG_GUESSES = 20

type Needs = Pick<Deps, 'db' | 'vault' | 'pool' | 'now'>

/**
 * Limits guesses of a holder's last four per hour, per day and in total. At the total, only staff can reopen.
 */
export function createGuesses(deps: Needs) {
  const { db } = deps
  const hour = createThrottle(deps, 'guesses-hour', ...PER_HOUR)
  const day = createThrottle(deps, 'guesses-day', ...PER_DAY)
  const keyOf = ({ kind, id }: Guarded) => `${kind} ${id}`

  /** Counts before checking the guess, so parallel guesses cannot exceed the limit. Returns the count. */
  async function count(one: Guarded): Promise<number> {
    const known = await db
      .selectFrom('guesses')
      .select('closed_at')
      .where('kind', '=', one.kind)
      .where('id', '=', one.id)
      .executeTakeFirst()
    if (known?.closed_at) throw new Refusal(403, 'proofs-closed')
    await hour.count(keyOf(one))
    await day.count(keyOf(one))
    const counted = await db
      .insertInto('guesses')
      .values({ ...one, wrong: 1, closed_at: null })
      .onConflict((conflict) =>
        conflict
          .columns(['kind', 'id'])
          .doUpdateSet(({ eb }) => ({ wrong: eb('guesses.wrong', '+', 1) }))
          .where('guesses.wrong', '<', MAX_WRONG_GUESSES),
      )
      .returning('wrong')
      .executeTakeFirst()
    if (counted) return counted.wrong
    await close(deps, one)
    throw new Refusal(403, 'proofs-closed')
  }

  return {
    /**
     * Returns whether the guess was right. Throws 429 for an hour or a day, 403 `proofs-closed` after too
     * many wrong guesses.
     */
    async attempt(one: Guarded, isRight: () => boolean): Promise<boolean> {
      const wrong = await count(one)
      if (!isRight()) {
        if (wrong >= MAX_WRONG_GUESSES) await close(deps, one)
        return false
      }
      await db
        .updateTable('guesses')
        .set(({ eb }) => ({ wrong: eb('wrong', '-', 1) }))
        .where('kind', '=', one.kind)
        .where('id', '=', one.id)
        .where('wrong', '>', 0)
        .execute()
      await hour.clear(keyOf(one))
      await day.forgive(keyOf(one))
      return true
    },
    /** Resets the count after staff have checked. */
    async reopen(kinds: readonly Guarded['kind'][], id: string, actor: string): Promise<void> {
      await reopen(deps, kinds, id, actor)
      for (const kind of kinds) {
        await hour.clear(keyOf({ kind, id }))
        await day.clear(keyOf({ kind, id }))
      }
    },
  }
}

async function close({ db, vault, now }: Needs, { kind, id }: Guarded): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const closed = await transaction
      .updateTable('guesses')
      .set({ closed_at: new Date(now()) })
      .where('kind', '=', kind)
      .where('id', '=', id)
      .where('closed_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!closed) return
    if (kind !== 'link') await noteOnOrder(transaction, id, 'proofs-closed', 'system')
    const subject = { kind: kind === 'link' ? ('link' as const) : ('order' as const), id }
    await audit(vault, transaction, {
      actor: 'customer',
      act: 'proofs-closed',
      subject,
      detail: { by: kind, wrong: MAX_WRONG_GUESSES },
    })
  })
}

async function reopen(
  { db, vault }: Needs,
  kinds: readonly Guarded['kind'][],
  id: string,
  actor: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const reopened = await transaction
      .deleteFrom('guesses')
      .where('kind', 'in', kinds)
      .where('id', '=', id)
      .where('closed_at', 'is not', null)
      .returning('id')
      .execute()
    if (reopened.length === 0) return
    const isLink = kinds.includes('link')
    if (!isLink) await noteOnOrder(transaction, id, 'proofs-reopened', actor)
    const subject = { kind: isLink ? ('link' as const) : ('order' as const), id }
    await audit(vault, transaction, { actor, act: 'proofs-reopened', subject })
  })
}

async function noteOnOrder(
  db: Deps['db'],
  orderId: string,
  kind: 'proofs-closed' | 'proofs-reopened',
  actor: string,
): Promise<void> {
  if (kind === 'proofs-closed') await raiseAttention(db, orderId, 'proofs-closed')
  else await dropAttention(db, orderId, 'proofs-closed')
  await note(db, orderId, { kind, actor })
  const { status, created_by } = await db
    .selectFrom('orders')
    .select(['status', 'created_by'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  await announce(db, { kind: 'order', orderId, status, owner: created_by })
}

/** Whether an order or a link is closed until staff reopen it. */
export async function isClosed(
  db: Deps['db'],
  kinds: readonly Guarded['kind'][],
  id: string,
): Promise<boolean> {
  const closed = await db
    .selectFrom('guesses')
    .select('id')
    .where('kind', 'in', kinds)
    .where('id', '=', id)
    .where('closed_at', 'is not', null)
    .executeTakeFirst()
  return closed !== undefined
}
