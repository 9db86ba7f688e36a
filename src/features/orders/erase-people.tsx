import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { showOrder } from '../../api/order-queries.ts'
import { NONE, useFaults } from '../../api/use-faults.ts'
import { eraseOrder } from '../../contract/endpoints/orders.ts'
import type { Order } from '../../contract/orders.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { peopleMessages } from './people-messages.ts'

/** Erases an order's personal data after a confirmation that says whether it is sealed, and until when, or deleted. */
export function EraseDialog({
  order: { id: orderId, keptUntil },
  open,
  onClose,
}: {
  order: Pick<Order, 'id' | 'keptUntil'>
  open: boolean
  onClose(): void
}) {
  const t = useText(peopleMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const erase = useMutation({
    mutationFn: () => call(eraseOrder, { params: { id: orderId } }),
    onSuccess: (order) => {
      void showOrder(client, order)
      onClose()
    },
  })
  const faults = useFaults({ language, found: NONE, failure: erase.error })
  return (
    <Dialog title={keptUntil ? t.sealTitle : t.eraseTitle} open={open} onClose={onClose} closeLabel={t.close}>
      <Form
        name="erase-people"
        faults={faults}
        onSubmit={() => erase.mutate()}
        className="flex flex-col gap-4"
      >
        <p>{keptUntil ? t.sealText(keptUntil) : t.eraseText}</p>
        <FormAnswer />
        <FormButtons
          submit={keptUntil ? t.sealSubmit(keptUntil) : t.eraseSubmit}
          look="danger"
          busy={erase.isPending}
          cancel={t.cancel}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  )
}
