import { useMutation, useQueryClient } from '@tanstack/react-query'
import { refetchOrderLists } from '../../api/order-queries.ts'
import { call, callWithStatus, keyOf } from '../../api/call.ts'
import { listDrafts } from '../../contract/endpoints/drafts.ts'
import { listLinks, makeLink } from '../../contract/endpoints/links.ts'
import { placeOrder } from '../../contract/endpoints/orders.ts'
import type { PlaceOrder } from '../../contract/place-order.ts'
import { type SaleForm, toLink, toPlaceOrder } from './sale-form.ts'

/** Places the order of a draft. The draft owns the key: pressing twice, or from two tabs, is still one order. */
export function usePlaceOrder(draftId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (form: SaleForm) =>
      callWithStatus(
        placeOrder,
        // The BFF names what is wrong with the form, field by field.
        { body: toPlaceOrder(form) as PlaceOrder },
        { headers: { 'idempotency-key': form.attempt > 0 ? `${draftId}.${form.attempt}` : draftId } },
      ),
    onSuccess: () => {
      void refetchOrderLists(client)
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
