import { PURCHASE_STEPS, type PurchaseStep } from '../../contract/purchase-steps.ts'
import type { PurchaseProduct } from '../../contract/purchases.ts'

/** So many plans leave room for the period on the first screen. */
const FEW_PLANS = 3

/** The screens of this purchase, in order. */
export const stepsOf = ({ plans }: PurchaseProduct): readonly PurchaseStep[] =>
  plans.length > FEW_PLANS ? PURCHASE_STEPS : PURCHASE_STEPS.filter((step) => step !== 'period')

/** The screen that shows a step. */
export const screenOf = (steps: readonly PurchaseStep[], step: PurchaseStep): PurchaseStep =>
  steps.includes(step) ? step : 'product'
