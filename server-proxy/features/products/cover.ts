import { uuidv7 } from 'uuidv7'
import { COVER_TITLE, type Cover, coverWords } from '#contract/cover.ts'
import { shanghaiDay } from '#contract/days.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../http/refusal.ts'
import { tellDocument } from './documents.ts'

/** Replaces a product's cover. It is a document: immutable, hashed, and named by the orders that were shown it. */
export async function putCover(
  { db, vault, now }: Deps,
  user: User,
  productCode: string,
  cover: Cover | null,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const product = await transaction
      .selectFrom('products')
      .select('plans')
      .where('product_code', '=', productCode)
      .forUpdate()
      .executeTakeFirst()
    if (!product) throw notFound()
    const at = new Date(now())
    await transaction
      .updateTable('product_documents')
      .set({ retired_at: at })
      .where('product_code', '=', productCode)
      .where('cover', 'is not', null)
      .where('retired_at', 'is', null)
      .execute()
    if (!cover) return tellDocument(vault, transaction, user, productCode, { retired: 'cover' })
    const id = uuidv7()
    await transaction
      .insertInto('product_documents')
      .values({
        id,
        product_code: productCode,
        kind: 'other',
        title: COVER_TITLE,
        version: shanghaiDay(now()),
        content: (['zh', 'en'] as const).map((one) => coverWords(cover, product.plans, one)).join('\n\n'),
        url: null,
        file_id: null,
        cover: JSON.stringify(cover),
        created_by: user.id,
        retired_at: null,
      })
      .execute()
    await tellDocument(vault, transaction, user, productCode, { added: id })
  })
}
