import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { Order, SHOW_REASONS } from '../../contract/orders.ts'
import { fieldWords } from '../../contract/problems.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { peopleMessages } from './people-messages.ts'

/** Asks why before anything is shown: the reason stands in the audit log. */
export function ShowPeople({ orderId, onShown }: { orderId: string; onShown(order: Order): void }) {
  const t = useText(peopleMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const show = useMutation({
    mutationFn: () => request(Order, `/api/orders/${orderId}/people`, { method: 'POST', body: { reason } }),
    onSuccess: async (order) => {
      setOpen(false)
      onShown(order)
      await client.invalidateQueries({ queryKey: ['orders', 'one', orderId] })
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (reason) show.mutate()
  }
  function ask() {
    setReason('')
    setTried(false)
    show.reset()
    setOpen(true)
  }
  return (
    <>
      <Button onClick={ask}>{t.show}</Button>
      <Dialog title={t.showTitle} open={open} onClose={() => setOpen(false)} closeLabel={t.close}>
        <form noValidate onSubmit={submit} className="flex flex-col gap-4">
          {show.error && <ProblemBanner {...problemText(show.error, language)} />}
          <p>{t.showText}</p>
          <SelectField
            label={t.reason}
            placeholder={t.choose}
            required
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            options={SHOW_REASONS.map((one) => ({ value: one, label: t[one] }))}
            error={tried && !reason ? fieldWords('choose', language) : undefined}
          />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look="primary" busy={show.isPending}>
              {t.showSubmit}
            </Button>
            <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
