import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import type { Link, MakeLink } from '#contract/links.ts'
import { atLeast, type User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { badField, Refusal } from '../http/refusal.ts'
import { prefillPlace, sealDraft } from './drafts.ts'
import { draftIdOf } from './draft-key.ts'
import { assertOnSale } from './product-gaps.ts'
import { claimSale } from './sale-state.ts'
import { sealNote } from './sale-note.ts'
import { handOverDraft } from './staff-drafts.ts'
import { hashToken, newToken } from '../http/tokens.ts'
import { audit } from '../store/audit.ts'

const DAY_MS = 86_400_000
const replyPlace = (id: string) => ({ table: 'links', column: 'reply', row: id })

/** The link, and the first answer about it where the key was sent before. */
type Made = { id: string; reply: Link | null }

/**
 * Creates a link for a member's product, once per user and idempotency key if one is given; only admins create
 * public entries.
 */
export async function makeLink(
  deps: Deps,
  user: User,
  link: MakeLink,
  key: string | undefined,
): Promise<Made> {
  const hash = createHash('sha256').update(JSON.stringify(link)).digest()
  const known = key && (await findByKey(deps, user, key, hash))
  if (known) return known
  const kind = link.kind ?? 'link'
  if (kind === 'public' && !atLeast(user.role, 'admin')) throw new Refusal(403, 'forbidden')
  await check(deps, link)
  const id = uuidv7()
  const made = await insert(deps, user, { ...link, kind }, { id, key, hash })
  const other = made || !key ? undefined : await findByKey(deps, user, key, hash)
  return other ?? { id, reply: null }
}

/** Keeps the first answer for replays. */
export async function keepReply({ db, vault }: Deps, link: Link): Promise<void> {
  await db
    .updateTable('links')
    .set({ reply_sealed: vault.seal(replyPlace(link.id), JSON.stringify(link)) })
    .where('id', '=', link.id)
    .where('idempotency_key', 'is not', null)
    .where('reply_sealed', 'is', null)
    .execute()
}

async function findByKey({ db, vault }: Deps, user: User, key: string, hash: Buffer) {
  const row = await db
    .selectFrom('links')
    .select(['id', 'request_hash', 'reply_sealed'])
    .where('created_by', '=', user.id)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
  if (!row) return undefined
  if (!row.request_hash?.equals(hash)) throw new Refusal(422, 'key-reused')
  const reply = row.reply_sealed && (JSON.parse(vault.open(replyPlace(row.id), row.reply_sealed)) as Link)
  return { id: row.id, reply }
}

async function check(deps: Deps, link: MakeLink): Promise<void> {
  const { db } = deps
  const [member, product] = await Promise.all([
    db.selectFrom('members').select('member_id').where('member_id', '=', link.memberId).executeTakeFirst(),
    db.selectFrom('products').selectAll().where('product_code', '=', link.productCode).executeTakeFirst(),
  ])
  if (!member) throw badField('memberId', 'member-unknown')
  if (!product) throw badField('productCode', 'product-unknown')
  await assertOnSale(deps, product)
  const planCode = link.prefill?.planCode
  if (planCode && !product.plans.some((plan) => plan.planCode === planCode))
    throw badField('prefill.planCode', 'plan-unknown')
}

/** False when the key is taken. */
function insert(
  { db, vault, now }: Deps,
  user: User,
  link: MakeLink & { kind: NonNullable<MakeLink['kind']> },
  { id, key, hash }: { id: string; key: string | undefined; hash: Buffer },
): Promise<boolean> {
  const token = newToken()
  const draftId = key ? draftIdOf(key) : null
  return db.transaction().execute(async (transaction) => {
    if (key) await claimSale(transaction, { userId: user.id, key, as: 'link' })
    const made = await transaction
      .insertInto('links')
      .values({
        id,
        kind: link.kind,
        token_hash: hashToken(token),
        token_sealed: vault.seal({ table: 'links', column: 'token', row: id }, token),
        member_id: link.memberId,
        product_code: link.productCode,
        title: link.title || null,
        prefill_sealed: link.prefill ? sealDraft(vault, prefillPlace({ id }), link.prefill) : null,
        uses: link.uses,
        expires_at: link.days === null ? null : new Date(now() + link.days * DAY_MS),
        created_by: user.id,
        group_no: link.groupNo || null,
        note_sealed: sealNote(vault, 'links', id, link.note),
        ...(key && { idempotency_key: key, request_hash: hash, draft_id: draftId }),
      })
      .onConflict((conflict) => conflict.columns(['created_by', 'idempotency_key']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return false
    if (draftId) await handOverDraft(transaction, { draftId, userId: user.id, linkId: id })
    await audit(vault, transaction, {
      actor: user.username,
      act: 'link-made',
      subject: { kind: 'link', id },
      detail: { kind: link.kind, product: link.productCode },
    })
    return true
  })
}
