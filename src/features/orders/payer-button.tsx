import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { call } from '../../api/call.ts'
import { showOrder } from '../../api/order-queries.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { namePayer } from '../../contract/endpoints/orders.ts'
import { whyNot } from '../../contract/order-actions.ts'
import type { Order } from '../../contract/orders.ts'
import { NamePayer, type Payer, PAYER_WORDS } from '../../contract/payers.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PayerChoice } from './payer-choice.tsx'
import { payerMessages } from './payer-messages.ts'
import { ReasonField } from './reason-field.tsx'

/** Whether the cashier asks who pays; `required` before it opens. Null once there is no cashier to go to. */
export function payerAsked(order: Order): 'required' | 'answerable' | null {
  if (order.payType === 'credit') return null
  if (whyNot(order, 'pay') === 'payer-unnamed') return 'required'
  return order.cashierUrl ? 'answerable' : null
}

/** Who pays: the answer, or the question. */
export function PayerWords({ order }: { order: Order }) {
  const t = useText(payerMessages)
  const { language } = useLanguage()
  return order.payer ? t.is(PAYER_WORDS[order.payer][language]) : t.ask
}

/** Asks who pays at the cashier, shows the answer and corrects it. */
export function PayerButton({ order }: { order: Order }) {
  const [open, setOpen] = useState(false)
  const asked = payerAsked(order)
  if (!asked) return null
  return (
    <>
      <Button onClick={() => setOpen(true)} {...(asked === 'required' && { look: 'primary' })}>
        <PayerWords order={order} />
      </Button>
      <PayerDialog order={order} open={open} onClose={() => setOpen(false)} />
    </>
  )
}

export function PayerDialog({ order, open, onClose }: { order: Order; open: boolean; onClose(): void }) {
  const t = useText(payerMessages)
  return (
    <Dialog title={t.ask} open={open} onClose={onClose} closeLabel={t.close}>
      <PayerForm order={order} onDone={onClose} />
    </Dialog>
  )
}

function PayerForm({ order, onDone }: { order: Order; onDone(): void }) {
  const t = useText(payerMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [payer, setPayer] = useState<Payer | ''>(
    order.payer ?? (order.holderKind === 'distributor' ? 'distributor' : ''),
  )
  const [reason, setReason] = useState('')
  const save = useMutation({
    mutationFn: (body: NamePayer) => call(namePayer, { params: { id: order.id }, body }),
    onSuccess: async (next) => {
      onDone()
      await showOrder(client, next)
    },
  })
  const parsed = z.safeParse(NamePayer, { payer, ...(payer === 'staff' && { reason }) })
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: save.error })
  function submit() {
    if (faults.press() && parsed.success && !save.isPending) save.mutate(parsed.data)
  }
  return (
    <Form name="payer" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
      <p>
        {t.about} {payerAsked(order) === 'required' && t.first}
      </p>
      <PayerChoice
        value={payer}
        isOwn={order.holderKind === 'distributor'}
        onChange={(next) => {
          setPayer(next)
          save.reset()
        }}
        {...faults.at('payer')}
      />
      {payer === 'staff' && (
        <ReasonField
          value={reason}
          error={faults.error('reason')}
          onChange={(next) => {
            setReason(next)
            save.reset()
          }}
        />
      )}
      <FormAnswer />
      <FormButtons submit={t.submit} busy={save.isPending} cancel={t.cancel} onCancel={onDone} />
    </Form>
  )
}
