import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { showOrder } from '../../api/order-queries.ts'
import { problemOf, problemText } from '../../api/problem-text.ts'
import type { Money } from '../../contract/money.ts'
import type { PaymentStatus } from '../../contract/orders.ts'
import { fieldWords } from '../../contract/problems.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { confirmAsStaff } from './confirm-payment.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { paymentMessages } from './payment-messages.ts'
import { Payable } from './payable.tsx'
import { ReasonField } from './reason-field.tsx'

const WORDS = { paid: 'tellPaid', failed: 'tellFailed', processing: 'tellProcessing' } as const

/** What is wrong with the reason, if that is why the report was refused. */
const faultOf = (error: unknown) =>
  error ? problemOf(error).fields?.find(({ field }) => field === 'reason')?.code : undefined

/** Reports a rejected payment result again, after a confirmation because it moves money. */
export function TellAgain({
  orderId,
  refused,
  money,
  onSettled,
}: {
  orderId: string
  refused: PaymentStatus
  money: Omit<Money, 'amount'>
  onSettled(words: string): void
}) {
  const t = useText(paymentMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [asksReason, setAsksReason] = useState(false)
  const [reason, setReason] = useState('')
  const word = t[WORDS[refused]]
  const tell = useMutation({
    mutationFn: () => confirmAsStaff(orderId, { txnStatus: refused, ...(reason.trim() && { reason }) }),
    onError: (error) => {
      if (faultOf(error)) setAsksReason(true)
    },
    onSuccess: async (order) => {
      await showOrder(client, order)
      setOpen(false)
      onSettled(t[order.paymentSent ? 'creditIs' : 'creditSending'](t[refused]))
    },
  })
  const fault = faultOf(tell.error)
  function close() {
    tell.reset()
    setOpen(false)
  }
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {word}
      </Button>
      <Dialog title={word} open={open} onClose={close} closeLabel={t.close}>
        <div className="flex flex-col gap-4">
          {tell.error && !fault && <ProblemBanner {...problemText(tell.error, language)} />}
          {refused === 'paid' && (
            <p className="text-large font-semibold">
              <Payable of={money} />
            </p>
          )}
          <p>{{ failed: t.failedText, paid: t.paidText, processing: t.processingText }[refused]}</p>
          {asksReason && (
            <ReasonField
              hint={t.reasonHint}
              value={reason}
              error={fault && fieldWords(fault, language, 'reason')}
              onChange={(next) => {
                setReason(next)
                tell.reset()
              }}
            />
          )}
          <div className="flex flex-wrap gap-2">
            <Button
              look={refused === 'failed' ? 'danger' : 'primary'}
              busy={tell.isPending}
              onClick={() => tell.mutate()}
            >
              {refused === 'failed' ? t.failedSubmit : refused === 'paid' ? t.paidSubmit : word}
            </Button>
            <Button onClick={close}>{t.cancel}</Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}
