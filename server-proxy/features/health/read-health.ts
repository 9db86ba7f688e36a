import { sql } from 'kysely'
import type { GatewayHealth } from '#contract/gateway-health.ts'
import type { Deps } from '../../deps.ts'
import { readGatewayHealth } from '../../gateway/health.ts'

/** Health of the gateway and the portal's own backlog, across all processes. */
export async function readHealth({ db, jobs, gateway, version, now }: Deps): Promise<GatewayHealth> {
  const [known, queues, lastBackup, notifications] = await Promise.all([
    readGatewayHealth(db, gateway.limit, now()),
    jobs.depths(),
    db
      .selectFrom('backups')
      .select(({ fn }) => fn.max('made_at').as('at'))
      .executeTakeFirst(),
    db
      .selectFrom('notifications')
      .select([
        ({ fn }) => fn.countAll<number>().as('waiting'),
        sql<Date | null>`min(received_at)`.as('oldest'),
      ])
      .where('handled_at', 'is', null)
      .executeTakeFirstOrThrow(),
  ])
  return {
    ...known,
    version,
    lastBackupAt: lastBackup?.at?.toISOString() ?? null,
    notifications: {
      waiting: notifications.waiting,
      oldestAt: notifications.oldest?.toISOString() ?? null,
    },
    queues,
  }
}
