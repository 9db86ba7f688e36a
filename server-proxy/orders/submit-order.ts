import { sql, type Transaction } from 'kysely'
import * as paths from '#contract/paths.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import type { Deps } from '../deps.ts'
import { FieldTooLong, GatewayError, NotSent, PlatformRefusal, PlatformUnknown } from '../gateway/errors.ts'
import { hostOf } from '../http/assets.ts'
import { raiseAttention } from './attention.ts'
import { lockOrder, moveOrder } from './move-order.ts'
import { note, outcomeOf } from './timeline.ts'
import { releasePurchase } from '../purchases/change-purchase.ts'
import { releaseDraft } from '../purchases/staff-drafts.ts'
import { isTaken } from '../store/is-taken.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { holderInfoOf, insuredInfoOf, openPeople } from './people.ts'
import { newSerial } from './serial.ts'

/** Longer than one addTemp takes, so only a dead process's lease expires; each further call renews it. */
const LEASE_MS = 20_000
const SERIAL_USED = /流水号.*(重复|存在|已使用|使用过)|重复.*流水号/
const SERIALS = 3

/**
 * Sends a committed order to the platform (7.4) and stores the answer. Does nothing when it is placed already
 * or another process is sending it. Replaces a serial that the platform refuses as used, and sends again.
 * Throws GatewayError as the gateway does; the row is then `failed` (refused) or `uncertain` (answer lost).
 */
export async function submitOrder(
  deps: Deps,
  orderId: string,
  priority: 'screen' | 'background',
): Promise<void> {
  const row = await takeLease(deps, orderId)
  if (!row) return
  let serial = row.out_serial_no
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await deps.gateway.addTemp(await addTempRequest(deps, row, serial), {
        priority,
        orderId,
      })
      await keepAnswer(deps, row, answer).catch((error: unknown) => {
        // The platform named another order's tempOrderCode, which says nothing about this one.
        throw isTaken(error) ? new PlatformUnknown('malformed', error) : error
      })
      return
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error
      if (error instanceof PlatformRefusal && SERIAL_USED.test(error.platformMessage) && attempt < SERIALS) {
        serial = await renewSerial(deps, row, serial)
        continue
      }
      await keepFailure(deps, row, error)
      throw error
    }
  }
}

async function takeLease(deps: Deps, orderId: string): Promise<OrderRow | undefined> {
  return deps.db
    .updateTable('orders')
    .set({ placing_until: new Date(deps.now() + LEASE_MS) })
    .where('id', '=', orderId)
    .where('temp_order_code', 'is', null)
    .where('status', 'in', ['submitting', 'uncertain'])
    .where((where) =>
      where.or([where('placing_until', 'is', null), where('placing_until', '<', new Date(deps.now()))]),
    )
    .returningAll()
    .executeTakeFirst()
}

async function addTempRequest(deps: Deps, row: OrderRow, serial: string) {
  const { vault, publicUrl } = deps
  const member = await deps.db
    .selectFrom('members')
    .select(['member_id', 'mobile_sealed'])
    .where('member_id', '=', row.member_id)
    .executeTakeFirstOrThrow()
  const { holder, insured } = openPeople(vault, row)
  return {
    mobile: vault.open({ table: 'members', column: 'mobile', row: row.member_id }, member.mobile_sealed),
    memberId: row.member_id,
    outSerialNo: serial,
    payType: row.pay_type === 'credit' ? (1 as const) : (2 as const),
    productCode: row.product_code,
    productName: row.product_name,
    deliverNotifyUrl: `${publicUrl}/notify/deliver/${row.deliver_secret}`,
    returnNotifyUrl: `${publicUrl}/notify/return/${row.return_secret}`,
    refundNotifyUrl: `${publicUrl}/notify/refund/${row.refund_secret}`,
    returnPage:
      publicUrl +
      paths.to(paths.returned, { token: row.return_token }, row.language === 'en' ? { lang: 'en' } : {}),
    ...(row.start_date && { safeguardStartTime: row.start_date }),
    ...(row.end_date && { safeguardEndTime: row.end_date }),
    ...(holder && { holderInfo: holderInfoOf(holder) }),
    ...(insured.length > 0 && { insuredInfoList: insured.map(insuredInfoOf) }),
  }
}

async function keepAnswer(
  deps: Deps,
  row: OrderRow,
  answer: { url: string; tempOrderCode: string },
): Promise<void> {
  const cashierUrl = deps.assets.page(answer.url)
  if (!cashierUrl)
    deps.log.error({ orderId: row.id, host: hostOf(answer.url) }, 'the cashier address is not allowed')
  const values = { temp_order_code: answer.tempOrderCode, cashier_url: cashierUrl }
  await settle(deps, row, 'answered', values, async (transaction, status) => {
    await note(transaction, row.id, {
      kind: 'place-answered',
      actor: 'platform',
      status,
      platformCode: '0000',
    })
    if (!cashierUrl) {
      await note(transaction, row.id, { kind: 'cashier-refused', actor: 'system' })
      await raiseAttention(transaction, row.id, 'cashier-refused', hostOf(answer.url))
    }
  })
}

async function keepFailure(deps: Deps, row: OrderRow, error: GatewayError): Promise<void> {
  const refused = error instanceof PlatformRefusal && error.code !== '0002'
  if (refused || error instanceof FieldTooLong) {
    await settle(deps, row, 'refused', {}, async (transaction, status) => {
      await note(transaction, row.id, {
        kind: 'place-refused',
        actor: 'platform',
        status,
        ...outcomeOf(error),
      })
      // The order has failed; its source can be corrected.
      await releaseDraft(transaction, row.id)
      await releasePurchase(transaction, row.id, refusalWords(error))
    })
    return
  }
  const sent = !(error instanceof NotSent) && !(error instanceof PlatformRefusal)
  await settle(deps, row, sent ? 'lost' : 'unsent', {}, async (transaction, status) => {
    await note(transaction, row.id, { kind: 'place-lost', actor: 'system', status, ...outcomeOf(error) })
  })
}

/** The platform's code and message, for the customer. */
function refusalWords(error: GatewayError) {
  const { platformCode, platformMessage } = outcomeOf(error)
  return { code: platformCode ?? 'invalid', detail: platformMessage ?? null }
}

type Settled = Partial<Pick<OrderRow, 'temp_order_code' | 'cashier_url'>>

/** Ends the lease. An order keeps its first cashier address. */
async function settle(
  deps: Deps,
  { id }: OrderRow,
  outcome: 'answered' | 'refused' | 'lost' | 'unsent',
  values: Settled,
  write: (transaction: Transaction<Database>, status: OrderStatus) => Promise<void>,
): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, id)
    if (row.temp_order_code) return
    const status = await moveOrder(transaction, row, {
      step: { kind: 'place', outcome },
      values: { ...values, placing_until: null },
      now: deps.now(),
      jobs: deps.jobs,
      amountIs: deps.amountIs,
    })
    if (status) await write(transaction, status)
  })
}

async function renewSerial(deps: Deps, row: OrderRow, spent: string): Promise<string> {
  const serial = newSerial()
  await deps.db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('orders')
      .set({
        out_serial_no: serial,
        placing_until: new Date(deps.now() + LEASE_MS),
        spent_serials: sql<string>`spent_serials || to_jsonb(${spent}::text)`,
      })
      .where('id', '=', row.id)
      .execute()
    await note(transaction, row.id, { kind: 'serial-renewed', actor: 'system' })
  })
  return serial
}
