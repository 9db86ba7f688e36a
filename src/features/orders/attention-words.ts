import type { AttentionReason } from '../../contract/orders.ts'
import { useText } from '../../ui/language.tsx'
import { actionMessages } from './action-messages.ts'

const WORDS = {
  uncertain: 'attentionUncertain',
  'no-policy': 'attentionNoPolicy',
  'label-unknown': 'attentionLabelUnknown',
  'amount-differs': 'attentionAmountDiffers',
  'payment-refused': 'attentionPaymentRefused',
  'surrender-not-done': 'attentionSurrenderNotDone',
  'surrender-unconfirmed': 'attentionSurrenderUnconfirmed',
  contradiction: 'attentionContradiction',
  'went-back': 'attentionWentBack',
  'invoice-not-done': 'attentionInvoiceNotDone',
  difference: 'attentionDifference',
  'cashier-refused': 'attentionCashierRefused',
  'proofs-closed': 'attentionProofsClosed',
  'notification-contradicted': 'attentionContradicted',
  unreadable: 'attentionUnreadable',
  'answer-unstorable': 'attentionUnstorable',
} as const

/** The sentence for each attention reason. */
export function useAttentionWords(): (reason: AttentionReason) => string {
  const t = useText(actionMessages)
  return (reason) => t[WORDS[reason]]
}
