import { useMutation, useQueryClient } from '@tanstack/react-query'
import { refetchOrderLists } from '../../api/order-queries.ts'
import { call, callWithStatus, keyOf } from '../../api/call.ts'
import { listDrafts } from '../../contract/endpoints/drafts.ts'
import { listLinks, makeLink } from '../../contract/endpoints/links.ts'
import { placeOrder } from '../../contract/endpoints/orders.ts'
import type { PlaceOrder } from '../../contract/place-order.ts'
import { type SaleForm, toLink, toPlaceOrder } from './sale-form.ts'

/** Places a draft's order. The draft determines the idempotency key, so repeated presses create one order. */
export function usePlaceOrder(draftId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (form: SaleForm) =>
      callWithStatus(
        placeOrder,
        // Field faults from the BFF.
        { body: toPlaceOrder(form) as PlaceOrder },
        { headers: { 'idempotency-key': form.attempt > 0 ? `${draftId}.${form.attempt}` : draftId } },
      ),
    onSuccess: () => {
      void refetchOrderLists(client)
      void client.invalidateQueries({ queryKey: keyOf(listDrafts) })
    },
  })
}

/** Creates a purchase link from the entered data for the customer to complete. */
export function useHandOver() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (form: SaleForm) => call(makeLink, { body: toLink(form) }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(listLinks) }),
  })
}
