import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, keyOf } from '../../api/call.ts'
import { requestWithStatus } from '../../api/request.ts'
import { listDrafts } from '../../contract/endpoints/drafts.ts'
import { listLinks, makeLink } from '../../contract/endpoints/links.ts'
import { PlacedOrder } from '../../contract/place-order.ts'
import { type SaleForm, toLink, toPlaceOrder } from './sale-form.ts'

/** Places the order of a draft. The draft owns the key: pressing twice, or from two tabs, is still one order. */
export function usePlaceOrder(draftId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (form: SaleForm) =>
      requestWithStatus(PlacedOrder, '/api/orders', {
        method: 'POST',
        body: toPlaceOrder(form),
        headers: { 'idempotency-key': form.attempt > 0 ? `${draftId}.${form.attempt}` : draftId },
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['orders', 'list'] })
      void client.invalidateQueries({ queryKey: keyOf(listDrafts) })
    },
  })
}

/** Makes a purchase link of what is filled in so far, for the customer to complete. */
export function useHandOver() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (form: SaleForm) => call(makeLink, { body: toLink(form) }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(listLinks) }),
  })
}
