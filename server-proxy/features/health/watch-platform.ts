import type { GatewayHealth } from '#contract/gateway-health.ts'
import type { Outage } from '#contract/outage.ts'
import type { Deps } from '../../deps.ts'
import { readGatewayHealth } from '../../gateway/health.ts'
import { tellPeople } from '../../live/notice-events.ts'
import { noteAffected, noteRound } from './incidents.ts'

/** A refusal this old says nothing about now, once another interface was answered. */
const RECENT_MS = 10 * 60_000

export async function startWatchingPlatform(deps: Deps): Promise<void> {
  await deps.jobs.schedule('watch-platform', '* * * * *', () => watchPlatform(deps))
}

/**
 * Records the beginning and end of an outage, and queues notices of both in the same transaction. One process at a
 * time: the row of the last round is the lock.
 */
export async function watchPlatform({ db, gateway, now }: Deps): Promise<void> {
  const health = await readGatewayHealth(db, gateway.limit, now())
  const found = outageOf(health)
  const at = new Date(now())
  await db.transaction().execute(async (transaction) => {
    await noteRound(transaction, at)
    const open = await transaction
      .selectFrom('outages')
      .select(['id', 'kind', 'began_at', 'interfaces'])
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (open && open.kind === found?.kind) return noteAffected(transaction, open, found.interfaces)
    if (!open && !found) return
    if (open) {
      await noteAffected(transaction, open, [])
      await transaction.updateTable('outages').set({ ended_at: at }).where('id', '=', open.id).execute()
    }
    if (found) {
      const begun = await transaction
        .insertInto('outages')
        .values({ ...found, began_at: at, ended_at: null })
        .returning(['id', 'began_at', 'interfaces'])
        .executeTakeFirstOrThrow()
      await noteAffected(transaction, begun, [])
    }
    await tellPeople(transaction, { kind: 'outage', order_id: null, detail: found?.kind ?? 'over' })
  })
}

/** Returns whether the platform refuses our keys or does not answer. */
function outageOf({
  at,
  alarms,
  lastSuccessAt,
  interfaces,
}: Pick<GatewayHealth, 'at' | 'alarms' | 'lastSuccessAt' | 'interfaces'>) {
  const alarm = alarms.find((one) => !lastSuccessAt || one.at > lastSuccessAt)
  const recent = interfaces.find(
    ({ refused, lastAnswerAt }) =>
      refused && lastAnswerAt && Date.parse(at) - Date.parse(lastAnswerAt) < RECENT_MS,
  )
  const code = alarm?.code ?? recent?.refused
  if (code) {
    const names = interfaces.filter(({ refused }) => refused).map(({ name }) => name)
    return { kind: 'refused' as const, code, interfaces: names }
  }
  const silent = interfaces.filter(({ circuit }) => circuit !== 'closed').map(({ name }) => name)
  return silent.length > 0 ? { kind: 'unreachable' as const, code: null, interfaces: silent } : null
}

/** The outage that lasts; null while the platform works. */
export async function readOutage({ db }: Deps): Promise<Outage | null> {
  const row = await db
    .selectFrom('outages')
    .select(['kind', 'code', 'began_at'])
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!row || row.kind === 'stopped') return null
  return { kind: row.kind, code: row.code, since: row.began_at.toISOString() }
}
