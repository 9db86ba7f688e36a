import { sql } from 'kysely'
import type { GatewayHealth } from '#contract/gateway-health.ts'
import type { Deps } from '../../deps.ts'
import { readGatewayHealth } from '../../gateway/health.ts'

/** Health of the gateway and the portal's own backlog, across all processes. */
export async function readHealth({ db, jobs, gateway, now }: Deps): Promise<GatewayHealth> {
  const [known, queues, notifications] = await Promise.all([
    readGatewayHealth(db, gateway.limit, now()),
    jobs.depths(),
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
    notifications: {
      waiting: notifications.waiting,
      oldestAt: notifications.oldest?.toISOString() ?? null,
    },
    queues,
  }
}
