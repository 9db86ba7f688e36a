import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openDatabase } from '../store/database.ts'
import { startEmbeddedPostgres } from '../store/postgres/embedded-postgres.ts'
import { migrate } from '../store/migrate.ts'
import { watchCarts } from '../testing/abandoned-carts.ts'
import { ms, quantile, type Section } from './figure.ts'

const DAYS = 2
const MINUTES = 60
const MAX_MS = 5 * 60_000

export const cartsSection: Section = {
  name: 'carts',
  about: `reconciliation beside 10,000 abandoned carts a day for ${DAYS} days, by a virtual clock`,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'bench-carts-'))
    await chmod(folder, 0o755)
    const server = await startEmbeddedPostgres(folder)
    const opened = openDatabase(server.connection)
    try {
      await migrate(opened.db)
      await sql`insert into users (id, username, role, password_hash) values (gen_random_uuid(), 'bench', 'clerk', '')`.execute(
        opened.db,
      )
      await sql`
        insert into members (member_id, mobile_index, mobile_sealed, company, province, city, address, employee_code,
          invitate_code, created_by) select 'M', '', '', '', '', '', '', '', '', id from users`.execute(
        opened.db,
      )
      const waits = await watchCarts(opened.db, {
        perDay: 10_000,
        days: DAYS,
        minutes: MINUTES,
        newest: 1_000,
      })
      const seen = (promise: string, values: readonly number[]) => {
        const longest = Math.max(...values)
        return {
          promise: `${promise}, longest of ${values.length}`,
          found: `${Math.round(longest / 1_000)} s`,
          target: '≤ 300 s',
          holds: values.length > 0 && longest <= MAX_MS,
        }
      }
      const older = Math.round(waits.pullsOfOlder / (MINUTES / 60))
      const choice = quantile(waits.tookMs, 0.95)
      return [
        seen('a payment of one of the newest 1,000 carts is seen', waits.newest),
        seen('a policy of a paid order is seen', waits.sold),
        {
          promise: 'older carts asked about in an hour',
          found: `${older}`,
          target: '≥ 600',
          holds: older >= 600,
        },
        {
          promise: 'what is due is chosen, p95',
          found: ms(choice),
          target: '≤ 1,000 ms',
          holds: choice <= 1_000,
        },
      ]
    } finally {
      await opened.close()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
}
