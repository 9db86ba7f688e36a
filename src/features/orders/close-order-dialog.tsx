import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { showOrder } from '../../api/order-queries.ts'
import { NONE, useFaults } from '../../api/use-faults.ts'
import { closeOrder } from '../../contract/endpoints/orders.ts'
import { focusResult } from '../../ui/announcer.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Closes an unpaid order after a confirmation. */
export function CloseOrderDialog({
  orderId,
  open,
  onClose,
}: {
  orderId: string
  open: boolean
  onClose(): void
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const close = useMutation({
    mutationFn: () => call(closeOrder, { params: { id: orderId } }),
    onSuccess: async (order) => {
      await showOrder(client, order)
      onClose()
      focusResult(t.closedTitle)
    },
  })
  const faults = useFaults({ language, found: NONE, failure: close.error })
  return (
    <Dialog title={t.closeOrder} open={open} onClose={onClose} closeLabel={t.close}>
      <Form
        name="close-order"
        faults={faults}
        onSubmit={() => close.mutate()}
        className="flex flex-col gap-4"
      >
        <p>{t.closeText}</p>
        <FormAnswer />
        <FormButtons
          submit={t.closeSubmit}
          look="danger"
          busy={close.isPending}
          cancel={t.keepOpen}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  )
}
