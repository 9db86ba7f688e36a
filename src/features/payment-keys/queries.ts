import { readOptions } from '../../api/call.ts'
import { listPaymentKeys } from '../../contract/endpoints/payment-keys.ts'

export const paymentKeysQuery = readOptions(listPaymentKeys, {})
