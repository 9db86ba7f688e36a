import { ATTENTION_REASONS, type AttentionReason } from '#contract/orders.ts'
import type { Deps } from '../../deps.ts'

export type Waiting = { attention: Record<AttentionReason, number>; deadEvents: number }

/** Items that wait for a person: open reasons for attention, and undelivered events that no admin dismissed. */
export async function readWaiting({ db }: Deps): Promise<Waiting> {
  const [open, dead] = await Promise.all([
    db
      .selectFrom('attentions')
      .select(({ fn }) => ['reason', fn.countAll<number>().as('count')])
      .where('resolved_at', 'is', null)
      .groupBy('reason')
      .execute(),
    db
      .selectFrom('partner_events')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '=', 'dead')
      .where('settled_at', 'is', null)
      .executeTakeFirstOrThrow(),
  ])
  const none = Object.fromEntries(ATTENTION_REASONS.map((reason) => [reason, 0]))
  const found = Object.fromEntries(open.map(({ reason, count }) => [reason, count]))
  return { attention: { ...none, ...found } as Waiting['attention'], deadEvents: dead.count }
}
