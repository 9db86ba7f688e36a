import { useMutation, useQueryClient } from '@tanstack/react-query'
import { requestWithStatus } from '../../api/request.ts'
import { PlacedOrder } from '../../contract/orders.ts'
import { type SaleForm, toPlaceOrder } from './sale-form.ts'

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
