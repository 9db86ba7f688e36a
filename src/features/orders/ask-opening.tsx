import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { call } from '../../api/call.ts'
import { showOrder } from '../../api/order-queries.ts'
import { issuesOf, NONE, useFaults } from '../../api/use-faults.ts'
import { approveOpening, askOpening } from '../../contract/endpoints/sealed-orders.ts'
import { AskOpening, type SealedOpening } from '../../contract/sealed-orders.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { sealedMessages } from './sealed-messages.ts'

/** Asks to open a sealed order, with the ground. */
export function AskOpeningButton({ orderId }: { orderId: string }) {
  const t = useText(sealedMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [ground, setGround] = useState('')
  const ask = useMutation({
    mutationFn: (body: AskOpening) => call(askOpening, { params: { id: orderId }, body }),
    onSuccess: async (order) => {
      setOpen(false)
      await showOrder(client, order)
    },
  })
  const parsed = z.safeParse(AskOpening, { ground })
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: ask.error })
  function submit() {
    if (faults.press() && parsed.success && !ask.isPending) ask.mutate(parsed.data)
  }
  function begin() {
    faults.forget()
    ask.reset()
    setOpen(true)
  }
  return (
    <>
      <Button onClick={begin}>{t.ask}</Button>
      <Dialog title={t.askTitle} open={open} onClose={() => setOpen(false)} closeLabel={t.close}>
        <Form name="ask-opening" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
          <p>{t.askText}</p>
          <TextArea
            label={t.ground}
            hint={t.groundHint}
            required
            rows={2}
            value={ground}
            onChange={(event) => {
              setGround(event.target.value)
              ask.reset()
            }}
            {...faults.at('ground')}
          />
          <FormAnswer />
          <FormButtons
            submit={t.askSubmit}
            busy={ask.isPending}
            cancel={t.cancel}
            onCancel={() => setOpen(false)}
          />
        </Form>
      </Dialog>
    </>
  )
}

/** Approves another administrator's request after a confirmation. */
export function ApproveOpeningButton({
  orderId,
  opening,
  name,
}: {
  orderId: string
  opening: SealedOpening
  /** Of who asked. */
  name: string
}) {
  const t = useText(sealedMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const approve = useMutation({
    mutationFn: () => call(approveOpening, { params: { id: orderId, opening: opening.id } }),
    onSuccess: async (order) => {
      setOpen(false)
      await showOrder(client, order)
    },
  })
  const faults = useFaults({ language, found: NONE, failure: approve.error })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.approve}</Button>
      <Dialog title={t.approveTitle} open={open} onClose={() => setOpen(false)} closeLabel={t.close}>
        <Form
          name="approve-opening"
          faults={faults}
          onSubmit={() => approve.mutate()}
          className="flex flex-col gap-4"
        >
          <p className="font-semibold wrap-anywhere">
            {opening.ground === null ? t.groundGone : t.groundIs(opening.ground)}
          </p>
          <p>{t.approveText(name)}</p>
          <FormAnswer />
          <FormButtons
            submit={t.approveSubmit}
            busy={approve.isPending}
            cancel={t.cancel}
            onCancel={() => setOpen(false)}
          />
        </Form>
      </Dialog>
    </>
  )
}
