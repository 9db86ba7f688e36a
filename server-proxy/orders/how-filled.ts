import type { Kysely } from 'kysely'
import type { PlaceOrder } from '#contract/place-order.ts'
import { type PurchaseDraft, readPurchaseDraft } from '#contract/purchases.ts'
import type { Filled, FilledHow } from '#contract/trail.ts'
import type { Deps } from '../deps.ts'
import { draftIdOf } from '../purchases/draft-key.ts'
import { filledBy } from '../purchases/filled-by.ts'
import { draftOfSale } from '../purchases/staff-drafts.ts'
import type { Database } from '../store/schema.ts'
import { batchIdOf } from './batch-key.ts'
import { openPeople } from './people.ts'

type Source = NonNullable<PurchaseDraft['insured'][number]['source']>

/**
 * How an order without a customer's page was filled in: by field, and by part for the trail. Compared with the order
 * that staff copied.
 */
export async function howFilled(
  deps: Pick<Deps, 'vault'>,
  db: Kysely<Database>,
  { orderId, userId, key, order }: { orderId: string; userId: string; key: string; order: PlaceOrder },
) {
  const draft = await draftOfSale(deps, db, { draftId: batchIdOf(key) ?? draftIdOf(key), userId })
  const copy = draft ? await copiedOrder(deps, db, draft) : await replacedOrder(deps, db, orderId)
  const sources = sourcesOf(draft?.content)
  const placed = readPurchaseDraft(order)
  const sourceOf = (path: string): Source | undefined => {
    const [part, place] = path.split('.')
    return part === 'insured' ? sources.get(placed.insured[Number(place)]?.cardNo ?? '') : undefined
  }
  const how = (path: string, by: string): FilledHow => {
    if (!draft && !copy) return 'sent'
    const source = sourceOf(path)
    if (source) return source
    if (by === 'prefilled') return 'copied'
    return by === 'changed' || copy?.isErased ? 'changed' : 'typed'
  }
  const all = filledBy(copy?.prefill ?? readPurchaseDraft(null), placed)
  const fields = Object.fromEntries(Object.entries(all).map(([path, by]) => [path, how(path, by)]))
  return {
    fields,
    filled: partsOf(fields, placed.insured.length),
    draft: draft && { version: draft.version, startedAt: draft.created_at.toISOString() },
    copied: copy && { order: copy.id, by: copy.username },
  }
}

/** Whether each insured of a draft came from a list, by the number of their document. */
function sourcesOf(content: unknown): Map<string, Source> {
  const { insured } = readPurchaseDraft(content)
  return new Map(
    insured.flatMap(({ cardNo, source }) => (source ? [[cardNo.trim().toUpperCase(), source]] : [])),
  )
}

type Copied = { copied_from: string | null; copied: 'people' | 'dates' | 'all' | null }

/** What a draft began with. Once the people of the copied order cannot be read, nobody can tell what was changed. */
async function copiedOrder(
  { vault }: Pick<Deps, 'vault'>,
  db: Kysely<Database>,
  { copied_from, copied }: Copied,
) {
  if (!copied_from) return undefined
  const row = await db
    .selectFrom('orders')
    .innerJoin('users', 'users.id', 'orders.created_by')
    .select(['orders.id', 'username', 'people_sealed', 'plan_code', 'start_date', 'end_date', 'erased_at'])
    .where('orders.id', '=', copied_from)
    .executeTakeFirstOrThrow()
  const { id, username, erased_at, plan_code: planCode, start_date: startDate, end_date: endDate } = row
  const people = copied === 'dates' || erased_at ? null : readable(() => openPeople(vault, row))
  const dates = copied === 'people' ? {} : { startDate, endDate }
  const prefill = readPurchaseDraft({ planCode, ...dates, ...people })
  return { id, username, prefill, isErased: copied !== 'dates' && people === null }
}

/** A sale is not refused because an older order cannot be decrypted. */
function readable<Value>(open: () => Value): Value | null {
  try {
    return open()
  } catch {
    return null
  }
}

/** What the new order of a change began with: the order that it replaces. */
async function replacedOrder(deps: Pick<Deps, 'vault'>, db: Kysely<Database>, orderId: string) {
  const row = await db.selectFrom('orders').select('replaces').where('id', '=', orderId).executeTakeFirst()
  return copiedOrder(deps, db, { copied_from: row?.replaces ?? null, copied: 'all' })
}

/** The fields folded to parts. Neighbours that were filled in alike are one. */
function partsOf(fields: Record<string, FilledHow>, insured: number): Filled[] {
  const part = (is: (path: string) => boolean): FilledHow | undefined => {
    const hows = new Set(Object.entries(fields).flatMap(([path, how]) => (is(path) ? how : [])))
    if (hows.size < 2) return [...hows][0]
    return hows.has('copied') || hows.has('changed') ? 'changed' : 'typed'
  }
  const sale = part((path) => !path.includes('.'))
  const holder = part((path) => path.startsWith('holder.'))
  const people: Filled[] = []
  for (let place = 0; place < insured; place++) {
    const how = part((path) => path.startsWith(`insured.${place}.`))
    const last = people.at(-1)
    if (last && last.how === how) last.to = place + 1
    else if (how) people.push({ part: 'insured', from: place + 1, to: place + 1, how })
  }
  return [
    ...(sale ? [{ part: 'sale' as const, how: sale }] : []),
    ...(holder ? [{ part: 'holder' as const, how: holder }] : []),
    ...people,
  ]
}
