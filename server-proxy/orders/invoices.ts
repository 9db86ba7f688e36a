import { isCreditCode } from '#contract/company-no.ts'
import { type ApplyInvoice, INVOICE_FORMATS, type InvoiceList } from '#contract/invoices.ts'
import { pathOf } from '#contract/endpoints/endpoint.ts'
import { readInvoiceFile } from '#contract/endpoints/orders.ts'
import type { Deps } from '../deps.ts'
import { GatewayError, NotSent, PlatformUnknown } from '../gateway/errors.ts'
import type { Gateway } from '../gateway/types.ts'
import { notFound, Refusal } from '../http/refusal.ts'
import { announce } from '../live/live.ts'
import { addInvoiceFiles, formatOf, policyCodesOf } from './keep-invoices.ts'
import { pullOrder } from './pull-order.ts'
import { INVOICE_OPEN } from './settle-claims.ts'
import { lockOrder, lockUnerased } from './move-order.ts'
import { note, outcomeOf } from './timeline.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { audit } from '../store/audit.ts'
import { platformFile } from './policies.ts'

type Files = Awaited<ReturnType<Gateway['getInvoiceUrl']>>

/** Shorter than the time after which a lost application may be repeated: a process that was suspended sends nothing. */
const SEND_WITHIN_MS = 60_000

/**
 * Applies for an invoice (7.2) once: the claim is committed first, and 7.11 settles a lost answer. 409 when
 * the product offers none, the platform has no order yet, or an invoice was already applied for.
 */
export async function applyInvoice(
  deps: Deps,
  actor: string,
  row: OrderRow,
  form: ApplyInvoice,
): Promise<'done' | 'lost'> {
  if (form.invoiceType === 'company' && !form.confirmed && !isCreditCode(form.taxpayerNo ?? ''))
    throw new Refusal(422, 'needs-confirmation', {
      fields: [{ field: 'taxpayerNo', code: 'odd-company-no' }],
    })
  if (!row.order_code || row.invoice_support === null) await pullOrder(deps, row.id, 'screen')
  const sendBy = deps.now() + SEND_WITHIN_MS
  const { orderCode, requestedAt, before } = await claim(deps, actor, row.id, form)
  try {
    await deps.gateway.applyInvoice(
      {
        memberId: row.member_id,
        orderCode,
        invoiceType: form.invoiceType === 'company' ? 2 : 1,
        invoiceTitle: form.invoiceTitle,
        ...(form.invoiceType === 'company' && form.taxpayerNo && { taxpayerNo: form.taxpayerNo }),
      },
      { priority: 'screen', orderId: row.id, sendBy },
    )
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    const lost = error instanceof PlatformUnknown
    await note(deps.db, row.id, {
      kind: lost ? 'invoice-lost' : 'invoice-refused',
      actor: lost ? 'system' : 'platform',
      ...outcomeOf(error),
    })
    await deps.db
      .updateTable('orders')
      .set(
        lost
          ? { next_pull_at: new Date(deps.now() + 60_000) }
          : // An invoice made in part is still watched.
            { invoice_requested_at: before, invoice_lost: false },
      )
      .where('id', '=', row.id)
      // A later application is not this one's to take back.
      .where('invoice_requested_at', '=', requestedAt)
      .execute()
    if (!lost) throw error
    return 'lost'
  }
  await keepTaken(deps, actor, row.id)
  return 'done'
}

/**
 * Marks the invoice as in the making, even against an older answer of 7.11. Reconciliation watches it until
 * it is there.
 */
async function keepTaken({ db, now }: Deps, actor: string, orderId: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('orders')
      .set(({ eb, fn, val }) => ({
        invoice_lost: false,
        // A newer answer of 7.11 may already show more.
        invoice_status: eb
          .case()
          .when(fn.coalesce('invoice_status', val(0)), 'in', [...INVOICE_OPEN])
          .then(3)
          .else(eb.ref('invoice_status'))
          .end(),
        pull_version: eb('pull_version', '+', 1),
        next_pull_at: new Date(now()),
      }))
      .where('id', '=', orderId)
      .returning(['status', 'created_by'])
      .executeTakeFirstOrThrow()
    await announce(transaction, { kind: 'order', orderId, status: row.status, owner: row.created_by })
    await note(transaction, orderId, { kind: 'invoice-sent', actor })
  })
}

/** `before`: when an earlier invoice was applied for. */
function claim(
  deps: Deps,
  actor: string,
  orderId: string,
  form: ApplyInvoice,
): Promise<{ orderCode: string; requestedAt: Date; before: Date | null }> {
  return deps.db.transaction().execute(async (transaction) => {
    const row = await lockUnerased(transaction, orderId)
    if (!row.order_code) throw new Refusal(409, 'not-issued')
    if (row.invoice_support === 0) throw new Refusal(409, 'invoice-unsupported')
    const status = row.invoice_status ?? 0
    const asked = row.invoice_lost || (row.invoice_requested_at !== null && status === 0)
    if (asked || !INVOICE_OPEN.has(status)) throw new Refusal(409, 'invoice-exists')
    const requestedAt = new Date(deps.now())
    await transaction
      .updateTable('orders')
      .set({
        invoice_requested_at: requestedAt,
        // Counts as lost until the answer arrives: after a crash here, 7.11 decides.
        invoice_lost: true,
        next_pull_at: new Date(deps.now() + 60_000),
        invoice_type: form.invoiceType,
        invoice_title: form.invoiceTitle,
        updated_at: new Date(deps.now()),
      })
      .where('id', '=', orderId)
      .execute()
    await audit(deps.vault, transaction, {
      actor,
      act: 'invoice-asked',
      subject: { kind: 'order', id: orderId },
      detail: { type: form.invoiceType },
    })
    return { orderCode: row.order_code, requestedAt, before: row.invoice_requested_at }
  })
}

/** Asks 7.3 now. Returns the invoices on file when the platform cannot be asked. */
export async function listInvoices(deps: Deps, row: OrderRow): Promise<InvoiceList> {
  if (row.order_code && !row.erased_at) {
    try {
      const files = await deps.gateway.getInvoiceUrl(
        { memberId: row.member_id, orderCode: row.order_code },
        { priority: 'screen', orderId: row.id },
      )
      await keepFiles(deps, row.id, files)
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error
      const silent = error instanceof PlatformUnknown || error instanceof NotSent
      if (!silent && (await stored(deps, row.id)).length === 0) throw error
    }
  }
  return {
    items: (await stored(deps, row.id)).map((file) => ({
      n: file.n,
      policyCode: policyCodesOf(file)[0] ?? null,
      policyCodes: policyCodesOf(file),
      format: formatOf(file),
      file: pathOf(readInvoiceFile, { params: { id: row.id, n: file.n } }),
    })),
    nextCursor: null,
  }
}

async function keepFiles({ db }: Deps, orderId: string, files: Files): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, orderId)
    // The order was erased during the call: what the invoices name is not stored.
    if (!row.erased_at) await addInvoiceFiles(transaction, orderId, files)
  })
}

function stored({ db }: Deps, orderId: string) {
  return db
    .selectFrom('invoice_files')
    .select(['n', 'policy_code', 'policy_codes', 'format', 'url'])
    .where('order_id', '=', orderId)
    .orderBy('n')
    .execute()
}

/** The file of invoice `n` (from 1), named by its policy when it is for a single one. Keeps its format. */
export async function invoiceFile(
  deps: Deps,
  row: OrderRow,
  n: number,
): Promise<{ name: string; type: string; body: Buffer }> {
  const file = await deps.db
    .selectFrom('invoice_files')
    .select(['url', 'policy_code', 'policy_codes', 'format'])
    .where('order_id', '=', row.id)
    .where('n', '=', n)
    .executeTakeFirst()
  if (!file) throw notFound()
  const [policyCode, ...more] = policyCodesOf(file)
  const name = policyCode && more.length === 0 ? policyCode : `${row.order_code ?? row.id}-${n}`
  const { type, body } = await platformFile(deps, file.url, 'invoice')
  const format = INVOICE_FORMATS.find((one) => type.endsWith(one)) ?? 'pdf'
  if (format !== file.format)
    await deps.db
      .updateTable('invoice_files')
      .set({ format })
      .where('order_id', '=', row.id)
      .where('n', '=', n)
      .execute()
  return { name: `invoice-${name}.${format}`, type, body }
}
