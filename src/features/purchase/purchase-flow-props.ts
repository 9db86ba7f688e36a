import type { MouseEvent, ReactNode } from 'react'
import type { ClosedReason, PurchaseOrder } from '../../contract/purchases.ts'
import type { PurchaseStep } from '../../contract/purchase-steps.ts'
import type { CashierTarget, HandedOver } from './ordered-panel.tsx'

/** `gone`: the bearer opens nothing any more. */
export type Ended = ClosedReason | 'gone'

export type PurchaseFlowProps = {
  /** Token of the purchase or link. */
  bearer: string
  /** Id of the referring partner site. */
  partner?: string | undefined
  /** Where the payment page opens. It cannot open inside a frame. */
  cashierTarget?: CashierTarget
  /** Called with the purchase's own bearer. `anew`: at its saved step instead of the current screen. */
  onBearer?(bearer: string, anew: boolean): void | Promise<void>
  onStep?(step: PurchaseStep): void
  /** Called when the order is placed or its status changes. */
  onOrdered?(order: PurchaseOrder): void
  /** Called when the customer goes to payment, by a press or redirect. */
  onHandedOver?: HandedOver
  /** Called when a link opens a new tab. */
  onTab?: ((press: MouseEvent<HTMLAnchorElement>) => void) | undefined
  /** Shown instead of the payment link if no link can open. */
  instead?: ((order: PurchaseOrder) => ReactNode) | undefined
  /** The link is closed. A placed order is still shown. */
  onClosed?(reason: Ended): void
  /** Replaces the closed-link text. */
  closed?(reason: Ended): ReactNode
}
