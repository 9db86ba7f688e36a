import { type RawBuilder, sql } from 'kysely'
import { COUNTED, type FirstSteps } from '#contract/desk.ts'
import type { Deps } from '../../deps.ts'

/** Which steps of a first sale are done, by any user. */
export async function readFirstSteps({ db }: Pick<Deps, 'db'>): Promise<FirstSteps> {
  const exists = (from: RawBuilder<unknown>) => sql<boolean>`exists (select 1 from ${from})`
  const { rows } = await sql<FirstSteps>`
    select ${exists(sql`members`)} as member, ${exists(sql`products`)} as product,
           ${exists(sql`orders`)} as ordered,
           ${exists(sql`orders where status in (${sql.join([...COUNTED.paid])})`)} as paid`.execute(db)
  return rows[0] ?? { member: false, product: false, ordered: false, paid: false }
}
