import type { TestOutcome } from '#contract/partners.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { badField } from '../../http/refusal.ts'
import { audit } from '../../store/audit.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'
import { isTaken, newEventId, postEvent } from '../../live/post-event.ts'

/** Sends one signed event of type `test` and returns the answer. It is not stored or retried. */
export async function sendTestEvent(deps: Deps, user: User, partner: PartnerRow): Promise<TestOutcome> {
  if (!partner.webhook_url) throw badField('webhookUrl', 'required')
  const body = JSON.stringify({ type: 'test', timestamp: new Date(deps.now()).toISOString(), data: {} })
  const { outcome } = await postEvent(deps, partner, { id: newEventId(), body })
  await audit(deps.vault, deps.db, {
    actor: user.username,
    act: 'webhook-tested',
    subject: { kind: 'partner', id: partner.id },
    detail: { outcome },
  })
  return { outcome, taken: isTaken(outcome) }
}
