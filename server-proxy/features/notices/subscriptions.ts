import * as paths from '#contract/paths.ts'
import { pathOf } from '#contract/endpoints/endpoint.ts'
import { endSubscription as endEndpoint } from '#contract/endpoints/notices.ts'
import { STAFF_NOTICE_KINDS, type StaffNoticeKind, type Subscription } from '#contract/notices.ts'
import { sql } from 'kysely'
import type { Deps } from '../../deps.ts'
import { openCursor, signCursor } from '../../http/cursor.ts'
import { notFound } from '../../http/refusal.ts'

const LIST = 'subscription'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Addresses that end such mails: a page that asks first, and one for mail programs (RFC 8058). */
export function endAddress(deps: Pick<Deps, 'vault' | 'publicUrl'>, subject: string) {
  const token = signCursor(deps, LIST, subject)
  return {
    page: deps.publicUrl + paths.to(paths.unsubscribe, { token }),
    oneClick: deps.publicUrl + pathOf(endEndpoint, { params: { token } }),
  }
}

/** 404 for a token that the portal did not make. */
function read(deps: Deps, token: string): { kind: StaffNoticeKind | 'customer'; id: string } {
  let subject: string
  try {
    subject = openCursor(deps, LIST, token)
  } catch {
    throw notFound()
  }
  const [kind = '', id = ''] = subject.split(':')
  const known = kind === 'customer' || (STAFF_NOTICE_KINDS as readonly string[]).includes(kind)
  if (!known || !UUID.test(id)) throw notFound()
  return { kind: kind as StaffNoticeKind | 'customer', id }
}

export async function readSubscription(deps: Deps, token: string): Promise<Subscription> {
  const { kind, id } = read(deps, token)
  if (kind === 'customer') {
    const stop = await deps.db
      .selectFrom('notice_stops')
      .select('order_id')
      .where('order_id', '=', id)
      .executeTakeFirst()
    return { kind, stopped: stop !== undefined }
  }
  const choice = await deps.db
    .selectFrom('notice_choices')
    .select('kinds')
    .where('user_id', '=', id)
    .executeTakeFirst()
  return { kind, stopped: !choice?.kinds.includes(kind) }
}

/** Ends mails of this kind to this user, or all mail about this order to its customer. Repeating it is harmless. */
export async function endSubscription(deps: Deps, token: string): Promise<Subscription> {
  const { kind, id } = read(deps, token)
  if (kind === 'customer')
    await deps.db
      .insertInto('notice_stops')
      .values({ order_id: id })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  else
    await deps.db
      .updateTable('notice_choices')
      .set({ kinds: sql<StaffNoticeKind[]>`array_remove(kinds, ${kind})` })
      .where('user_id', '=', id)
      .execute()
  return { kind, stopped: true }
}
