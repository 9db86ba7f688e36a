import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { orderQuery } from '../../api/order-queries.ts'
import { useFaults } from '../../api/use-faults.ts'
import { showPeople } from '../../contract/endpoints/orders.ts'
import { SHOW_REASONS, type ShowPeople as ShowPeopleInput } from '../../contract/order-requests.ts'
import { type Order } from '../../contract/orders.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { peopleMessages } from './people-messages.ts'

/** Asks for the reason, which is kept in the audit log. */
export function ShowPeople({ orderId, onShown }: { orderId: string; onShown(order: Order): void }) {
  const t = useText(peopleMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const show = useMutation({
    mutationFn: () =>
      call(showPeople, { params: { id: orderId }, body: { reason: reason as ShowPeopleInput['reason'] } }),
    onSuccess: async (order) => {
      setOpen(false)
      onShown(order)
      await client.invalidateQueries(orderQuery(orderId))
    },
  })
  const faults = useFaults({
    language,
    found: new Map(reason ? [] : [['reason', 'choose']]),
    failure: show.error,
  })
  function submit() {
    if (faults.press() && !show.isPending) show.mutate()
  }
  function ask() {
    setReason('')
    faults.forget()
    show.reset()
    setOpen(true)
  }
  return (
    <>
      <Button look="quiet" onClick={ask}>
        {t.show}
      </Button>
      <Dialog title={t.showTitle} open={open} onClose={() => setOpen(false)} closeLabel={t.close}>
        <Form name="show-people" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
          <p>{t.showText}</p>
          <SelectField
            label={t.reason}
            placeholder={t.choose}
            required
            value={reason}
            onChange={(event) => {
              setReason(event.target.value)
              show.reset()
            }}
            options={SHOW_REASONS.map((one) => ({ value: one, label: t[one] }))}
            {...faults.at('reason')}
          />
          <FormAnswer />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look="primary" busy={show.isPending}>
              {t.showSubmit}
            </Button>
            <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
          </div>
        </Form>
      </Dialog>
    </>
  )
}
