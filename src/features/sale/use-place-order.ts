import { useMutation, useQueryClient } from '@tanstack/react-query'
import { request, requestWithStatus } from '../../api/request.ts'
import { Link } from '../../contract/links.ts'
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
      void client.invalidateQueries({ queryKey: ['drafts', 'list'] })
    },
  })
}

/** Makes a purchase link of what is filled in so far, for the customer to complete. */
export function useHandOver() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (form: SaleForm) => request(Link, '/api/links', { method: 'POST', body: toLink(form) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['links'] }),
  })
}
