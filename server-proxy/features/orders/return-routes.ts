import type { FastifyInstance } from 'fastify'
import { type ReturnStatus, ReturnStatus as ReturnStatusSchema } from '../../../src/contract/orders.ts'
import * as z from 'zod/mini'
import type { Deps } from '../../deps.ts'
import { GatewayError } from '../../gateway/errors.ts'
import { notFound } from '../../http/refusal.ts'
import { pullOrder } from '../../notifications/pull-order.ts'
import type { OrderRow } from '../../store/schema.ts'

const Params = z.object({ token: z.string().check(z.regex(/^[\w-]{32}$/)) })
/** A page that comes back may ask again this soon; sooner it gets what the last answer said. */
const PAUSE_MS = 1_500

/** What the page after the cashier asks, without an account: the order by its unguessable token. */
export function registerReturnRoutes(app: FastifyInstance, deps: Deps): void {
  const schema = { params: Params, response: { 200: ReturnStatusSchema } }

  app.get<{ Params: { token: string } }>(
    '/api/return/:token',
    { config: { access: 'anyone' }, schema },
    async (request) => {
      return statusOf(deps, await find(deps, request.params.token))
    },
  )

  app.post<{ Params: { token: string } }>(
    '/api/return/:token/refresh',
    { config: { access: 'anyone' }, schema },
    async (request) => {
      const row = await find(deps, request.params.token)
      if (deps.now() - (row.asked_at?.getTime() ?? 0) < PAUSE_MS) return statusOf(deps, row)
      try {
        await pullOrder(deps, row.id, 'screen')
      } catch (error) {
        // The page keeps saying that it is being confirmed; the background goes on asking.
        if (!(error instanceof GatewayError)) throw error
      }
      return statusOf(deps, await find(deps, request.params.token))
    },
  )
}

async function find({ db }: Deps, token: string): Promise<OrderRow> {
  const row = await db.selectFrom('orders').selectAll().where('return_token', '=', token).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

async function statusOf({ db }: Deps, row: OrderRow): Promise<ReturnStatus> {
  const { count } = await db
    .selectFrom('policies')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('order_id', '=', row.id)
    .executeTakeFirstOrThrow()
  return {
    status: row.status,
    productName: row.product_name,
    startDate: row.start_date,
    endDate: row.end_date,
    amount: row.amount,
    policyCount: count,
    cashierUrl: row.status === 'unpaid' ? row.cashier_url : null,
  }
}
