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

/** Who pays at the cashier: asks, shows the answer and corrects it. Nothing once there is no cashier to go to. */
export function PayerButton({ order }: { order: Order }) {
  const t = useText(payerMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [payer, setPayer] = useState<Payer | ''>('')
  const [reason, setReason] = useState('')
  const save = useMutation({
    mutationFn: (body: NamePayer) => call(namePayer, { params: { id: order.id }, body }),
    onSuccess: async (next) => {
      setOpen(false)
      await showOrder(client, next)
    },
  })
  const parsed = z.safeParse(NamePayer, { payer, ...(payer === 'staff' && { reason }) })
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: save.error })
  const required = whyNot(order, 'pay') === 'payer-unnamed'
  if (order.payType === 'credit' || !(order.cashierUrl ?? required)) return null
  function submit() {
    if (faults.press() && parsed.success && !save.isPending) save.mutate(parsed.data)
  }
  function begin() {
    setPayer(order.payer ?? (order.holderKind === 'distributor' ? 'distributor' : ''))
    setReason('')
    faults.forget()
    save.reset()
    setOpen(true)
  }
  return (
    <>
      <Button onClick={begin} {...(required && { look: 'primary' })}>
        {order.payer ? t.is(PAYER_WORDS[order.payer][language]) : t.ask}
      </Button>
      <Dialog title={t.ask} open={open} onClose={() => setOpen(false)} closeLabel={t.close}>
        <Form name="payer" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
          <p>
            {t.about} {required && t.first}
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
          <FormButtons
            submit={t.submit}
            busy={save.isPending}
            cancel={t.cancel}
            onCancel={() => setOpen(false)}
          />
        </Form>
      </Dialog>
    </>
  )
}
