import type { User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { announce } from './live.ts'
import { audit } from '../store/audit.ts'
import type { PartnerRow } from '../store/schema/partners.ts'

/** Events per request; the next request takes the next ones. */
const MOST = 500

/** Resends the partner's dead events from the first attempt on, oldest first. Returns how many. */
export async function resendDead(deps: Deps, user: User, partner: PartnerRow): Promise<number> {
  const count = await deps.db.transaction().execute(async (transaction) => {
    const dead = await transaction
      .selectFrom('partner_events')
      .select('id')
      .where('partner_id', '=', partner.id)
      .where('state', '=', 'dead')
      .where('settled_at', 'is', null)
      .orderBy('id')
      .limit(MOST)
      .forUpdate()
      .skipLocked()
      .execute()
    if (dead.length === 0) return 0
    const events = await transaction
      .updateTable('partner_events')
      .set({ state: 'waiting', attempts: 0, outcome: null })
      .where(
        'id',
        'in',
        dead.map(({ id }) => id),
      )
      .returning(['id', 'order_id'])
      .execute()
    for (const { id } of events)
      await deps.jobs.enqueue('partner-event', { key: id, data: { id }, group: partner.id, in: transaction })
    await announce(transaction, { kind: 'partner', partnerId: partner.id })
    await audit(deps.vault, transaction, {
      actor: user.username,
      act: 'webhook-resent',
      subject: { kind: 'partner', id: partner.id },
      detail: { events: events.length },
    })
    return events.length
  })
  deps.jobs.wake('partner-event')
  return count
}

/** Dismisses the partner's dead events. Returns how many. */
export async function settleDead(deps: Deps, user: User, partner: PartnerRow): Promise<number> {
  return deps.db.transaction().execute(async (transaction) => {
    const events = await transaction
      .updateTable('partner_events')
      .set({ settled_at: new Date(deps.now()) })
      .where('partner_id', '=', partner.id)
      .where('state', '=', 'dead')
      .where('settled_at', 'is', null)
      .returning(['id', 'order_id'])
      .execute()
    if (events.length === 0) return 0
    await announce(transaction, { kind: 'partner', partnerId: partner.id })
    await audit(deps.vault, transaction, {
      actor: user.username,
      act: 'webhook-settled',
      subject: { kind: 'partner', id: partner.id },
      detail: { events: events.length },
    })
    return events.length
  })
}
