import { call, keyOf, readOptions } from '../../api/call.ts'
import type { Draft } from '../../contract/drafts.ts'
import { listDrafts, readDraft } from '../../contract/endpoints/drafts.ts'
import type { InputOf } from '../../contract/endpoints/endpoint.ts'
import { listOrders } from '../../contract/endpoints/orders.ts'
import { findDuplicates, readBatch } from '../../contract/endpoints/sale.ts'
import { readSaleForm, type SaleForm } from './sale-form.ts'

export const draftsQuery = readOptions(listDrafts, {})

/** The server's draft; its form is null if new. Read once, because the form then holds the newer content. */
export const draftQuery = (draftId: string) => ({
  queryKey: keyOf(readDraft, { params: { id: draftId } }),
  queryFn: async () => {
    const draft = await call(readDraft, { params: { id: draftId } })
    return { ...draft, form: formOf(draft) }
  },
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
})

/** The newest order that this user placed. */
export const lastSaleQuery = (username: string | undefined) =>
  readOptions(listOrders, { query: { limit: 1, by: username } })

export const batchQuery = (id: string) => readOptions(readBatch, { params: { id } })

/** Asked by POST, which keeps documents out of addresses. */
export const duplicatesQuery = (body: InputOf<typeof findDuplicates>['body']) => ({
  queryKey: [findDuplicates.path, body],
  queryFn: () => call(findDuplicates, { body }),
  staleTime: 60_000,
  gcTime: 0,
  retry: false,
})

export function formOf({ content, refusals }: Draft): SaleForm | null {
  const form = content && readSaleForm(content)
  return form && { ...form, attempt: Math.max(form.attempt, refusals) }
}
