import type { ComponentType } from 'react'
import type { Order } from '../../contract/orders.ts'

/** Parts of the sale that orders and policies provide. */
export type SaleParts = {
  PayerButton: ComponentType<{ order: Order }>
  ZipDialog: ComponentType<{ policies: Order['policies']; open: boolean; onClose(): void }>
}
