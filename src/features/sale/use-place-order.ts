import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { refetchOrderLists } from '../../api/order-queries.ts'
import { call, callWithStatus } from '../../api/call.ts'
import { makeLink } from '../../contract/endpoints/links.ts'
import { findDuplicates, placeBatch } from '../../contract/endpoints/sale.ts'
import { allLinks } from '../../api/shared-queries.ts'
import { placeOrder } from '../../contract/endpoints/orders.ts'
import type { PlaceOrder } from '../../contract/place-order.ts'
import { draftsQuery } from './queries.ts'
import { type SaleForm, toLink, toPlaceOrder } from './sale-form.ts'

/** The draft determines the idempotency key, so repeated presses create one order or one link. */
const keyFor = (draftId: string, { attempt }: SaleForm) => ({
  headers: { 'idempotency-key': attempt > 0 ? `${draftId}.${attempt}` : draftId },
})

/** The order may be refused for people whom another order has covered since the last check. */
const refetchDuplicates = (client: QueryClient) =>
  client.invalidateQueries({ queryKey: [findDuplicates.path] })

/** Places a draft's order. */
export function usePlaceOrder(draftId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (form: SaleForm) =>
      callWithStatus(
        placeOrder,
        // Field faults from the BFF.
        { body: toPlaceOrder(form) as PlaceOrder },
        keyFor(draftId, form),
      ),
    onError: () => refetchDuplicates(client),
    onSuccess: () => {
      void refetchOrderLists(client)
      void client.invalidateQueries(draftsQuery)
    },
  })
}

/** Places a list that is too long for one order as several. */
export function usePlaceBatch(draftId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (form: SaleForm) =>
      call(placeBatch, { body: { draftId, order: toPlaceOrder(form) as PlaceOrder } }),
    onError: () => refetchDuplicates(client),
    onSuccess: () => client.invalidateQueries(draftsQuery),
  })
}

/** Creates a purchase link from the entered data for the customer to complete. */
export function useHandOver(draftId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (form: SaleForm) => call(makeLink, { body: toLink(form) }, keyFor(draftId, form)),
    onSuccess: () => {
      void client.invalidateQueries(allLinks)
      void client.invalidateQueries(draftsQuery)
    },
  })
}
