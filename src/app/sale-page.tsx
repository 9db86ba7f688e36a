import { PayerButton } from '../features/orders/payer-button.tsx'
import { SalePage } from '../features/sale/sale-page.tsx'

/** One application; after it, the orders' question who pays. */
export function Component() {
  return <SalePage PayerButton={PayerButton} />
}
