import type { ComponentType } from 'react'
import type { Order } from '../../contract/orders.ts'

/** Parts of the sale that the orders provide. */
export type SaleParts = { PayerButton: ComponentType<{ order: Order }> }
