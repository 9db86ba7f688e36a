import { uuidv7 } from 'uuidv7'
import type { MakeLink } from '#contract/links.ts'
import { atLeast, type User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { badField, Refusal } from '../http/refusal.ts'
import { prefillPlace, sealDraft } from './drafts.ts'
import { hashToken, newToken } from '../http/tokens.ts'
import { audit } from '../store/audit.ts'

const DAY_MS = 86_400_000

/** Creates a link for a member's product; only admins create public entries. Returns its id. */
export async function makeLink({ db, vault, now }: Deps, user: User, link: MakeLink): Promise<string> {
  const kind = link.kind ?? 'link'
  if (kind === 'public' && !atLeast(user.role, 'admin')) throw new Refusal(403, 'forbidden')
  const [member, product] = await Promise.all([
    db.selectFrom('members').select('member_id').where('member_id', '=', link.memberId).executeTakeFirst(),
    db.selectFrom('products').select('plans').where('product_code', '=', link.productCode).executeTakeFirst(),
  ])
  if (!member) throw badField('memberId', 'member-unknown')
  if (!product) throw badField('productCode', 'product-unknown')
  const planCode = link.prefill?.planCode
  if (planCode && !product.plans.some((plan) => plan.planCode === planCode))
    throw badField('prefill.planCode', 'plan-unknown')
  const id = uuidv7()
  const token = newToken()
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('links')
      .values({
        id,
        kind,
        token_hash: hashToken(token),
        token_sealed: vault.seal({ table: 'links', column: 'token', row: id }, token),
        member_id: link.memberId,
        product_code: link.productCode,
        title: link.title || null,
        prefill_sealed: link.prefill ? sealDraft(vault, prefillPlace({ id }), link.prefill) : null,
        uses: link.uses,
        expires_at: link.days === null ? null : new Date(now() + link.days * DAY_MS),
        created_by: user.id,
      })
      .execute()
    await audit(vault, transaction, {
      actor: user.username,
      act: 'link-made',
      subject: { kind: 'link', id },
      detail: { kind, product: link.productCode },
    })
  })
  return id
}
