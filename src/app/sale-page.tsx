import { PayerButton } from '../features/orders/payer-button.tsx'
import { ZipDialog } from '../features/policies/zip-dialog.tsx'
import { SalePage } from '../features/sale/sale-page.tsx'

/** One application; after it, the orders' question who pays and the policies' files. */
export function Component() {
  return <SalePage PayerButton={PayerButton} ZipDialog={ZipDialog} />
}
