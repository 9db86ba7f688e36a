import type { MouseEvent, ReactNode } from 'react'
import type { ClosedReason, PurchaseOrder, PurchaseStep } from '../../contract/purchases.ts'
import type { CashierTarget, HandedOver } from './ordered-panel.tsx'

export type PurchaseFlowProps = {
  /** Opens the purchase, or the link under which one begins. */
  bearer: string
  /** The ID of the site that led here. */
  partner?: string | undefined
  /** Where the cashier opens: a frame cannot show it in itself. */
  cashierTarget?: CashierTarget
  /** The purchase got a bearer of its own, under which it can be opened again. */
  onBearer?(bearer: string): void | Promise<void>
  onStep?(step: PurchaseStep): void
  /** The order stands, or its state changed. */
  onOrdered?(order: PurchaseOrder): void
  /** The customer is on the way to the cashier; by a press, unless the browser goes there by itself. */
  onHandedOver?: HandedOver
  /** A press on a link that opens another tab. */
  onTab?: ((press: MouseEvent<HTMLAnchorElement>) => void) | undefined
  /** Where no link leads to the cashier: what is shown in its place, while something is to be paid or to be seen. */
  instead?: ((order: PurchaseOrder) => ReactNode) | undefined
  /** Nothing can be bought any more; an order that stands is still shown. */
  onClosed?(reason: ClosedReason): void
  /** What is shown then, instead of words about a link. */
  closed?(reason: ClosedReason): ReactNode
}
