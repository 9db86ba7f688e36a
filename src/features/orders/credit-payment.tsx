import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { orderQuery } from '../../api/order-queries.ts'
import { showOrder } from '../../api/order-queries.ts'
import { problemText } from '../../api/problem-text.ts'
import { useFaults } from '../../api/use-faults.ts'
import { ACTION_WHY_WORDS } from '../../contract/action-words.ts'
import { whyNot } from '../../contract/order-actions.ts'
import type { Order, PaymentStatus } from '../../contract/orders.ts'
import { Remark } from '../../contract/remark.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { confirmAsStaff } from './confirm-payment.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { paymentMessages } from './payment-messages.ts'
import { Payable } from './payable.tsx'
import { ReasonField } from './reason-field.tsx'

/** 授信付款: the payment result reported to the platform, and the actions to report it. */
export function CreditPayment({ order }: { order: Order }) {
  const t = useText(paymentMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [asking, setAsking] = useState<'paid' | 'failed' | null>(null)
  const [reason, setReason] = useState('')
  const confirm = useMutation({
    mutationFn: (txnStatus: PaymentStatus) =>
      confirmAsStaff(order.id, { txnStatus, ...(txnStatus === 'paid' && reason.trim() && { reason }) }),
    onSuccess: (next) => {
      void showOrder(client, next)
      setAsking(null)
    },
    onError: () => void client.invalidateQueries(orderQuery(order.id)),
  })
  const { payment } = order
  const why = whyNot(order, 'confirm-payment')
  const mayConfirm = why === null
  const open = mayConfirm || why === 'managers-only' || why === 'amount-unknown'
  const words =
    payment === null ? t.creditNone : (order.paymentSent ? t.creditIs : t.creditSending)(t[payment])
  const ask = (next: 'paid' | 'failed' | null) => {
    confirm.reset()
    faults.forget()
    setReason('')
    setAsking(next)
  }
  const asksReason = asking === 'paid' && order.asksReason
  const code = reason.trim() ? z.safeParse(Remark, reason).error?.issues[0]?.message : 'required'
  const found = new Map(asksReason && code ? [['reason', code]] : [])
  const faults = useFaults({ language, found, failure: confirm.error })
  return (
    <Section title={t.creditTitle}>
      <p role="status">{words}</p>
      {open && <p className="mt-1 text-muted">{t.creditText}</p>}
      {open && why && <p className="mt-1 text-muted">{ACTION_WHY_WORDS[why][language]}</p>}
      {confirm.error && asking === null && <ProblemBanner {...problemText(confirm.error, language)} />}
      {mayConfirm && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button look="primary" onClick={() => ask('paid')}>
            {t.confirmPaid}
          </Button>
          {payment === null && (
            <Button busy={confirm.isPending && asking === null} onClick={() => confirm.mutate('processing')}>
              {t.confirmProcessing}
            </Button>
          )}
          {order.status !== 'failed' && <Button onClick={() => ask('failed')}>{t.confirmFailed}</Button>}
        </div>
      )}
      <Dialog
        title={asking === 'failed' ? t.failedTitle : t.confirmPaid}
        open={asking !== null}
        onClose={() => ask(null)}
        closeLabel={t.close}
      >
        <Form
          name="credit-payment"
          faults={faults}
          onSubmit={() => {
            if (faults.press() && asking && !confirm.isPending) confirm.mutate(asking)
          }}
          className="flex flex-col gap-4"
        >
          {asking === 'paid' && (
            <p className="text-large font-semibold">
              <Payable of={order} />
            </p>
          )}
          <p>{asking === 'failed' ? t.failedText : t.paidText}</p>
          {asking === 'paid' && order.holderKind === 'person' && <p>{t.personRule}</p>}
          {asksReason && (
            <ReasonField
              hint={t.reasonHint}
              value={reason}
              error={faults.error('reason')}
              onChange={(next) => {
                setReason(next)
                confirm.reset()
              }}
            />
          )}
          <FormAnswer />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look={asking === 'failed' ? 'danger' : 'primary'} busy={confirm.isPending}>
              {asking === 'failed' ? t.failedSubmit : t.paidSubmit}
            </Button>
            <Button onClick={() => ask(null)}>{t.cancel}</Button>
          </div>
        </Form>
      </Dialog>
    </Section>
  )
}
