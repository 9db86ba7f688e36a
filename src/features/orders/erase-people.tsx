import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { Order } from '../../contract/orders.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { peopleMessages } from './people-messages.ts'

/** Removes the people of an order for good, after saying what goes and what stays. */
export function ErasePeople({ orderId }: { orderId: string }) {
  const t = useText(peopleMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const erase = useMutation({
    mutationFn: () => request(Order, `/api/orders/${orderId}/erase`, { method: 'POST', body: {} }),
    onSuccess: (order) => client.setQueryData(['orders', 'one', orderId], order),
  })
  return (
    <>
      <Button
        look="danger"
        onClick={() => {
          erase.reset()
          setOpen(true)
        }}
      >
        {t.erase}
      </Button>
      <Dialog title={t.eraseTitle} open={open} onClose={() => setOpen(false)} closeLabel={t.close}>
        <div className="flex flex-col gap-4">
          {erase.error && <ProblemBanner {...problemText(erase.error, language)} />}
          <p>{t.eraseText}</p>
          <div className="flex flex-wrap gap-2">
            <Button look="danger" busy={erase.isPending} onClick={() => erase.mutate()}>
              {t.eraseSubmit}
            </Button>
            <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}
