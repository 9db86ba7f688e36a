import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { showOrder } from '../../api/order-queries.ts'
import { problemText } from '../../api/problem-text.ts'
import { withdrawSurrender } from '../../contract/endpoints/orders.ts'
import { focusResult } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { surrenderMessages } from './surrender-messages.ts'

/** The button and its dialog. */
export function WithdrawSurrender({
  orderId,
  onWithdrawn,
}: {
  orderId: string
  onWithdrawn?(words: string): void
}) {
  const t = useText(surrenderMessages)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.withdraw}</Button>
      <WithdrawDialog
        orderId={orderId}
        open={open}
        onClose={() => setOpen(false)}
        {...(onWithdrawn && { onWithdrawn })}
      />
    </>
  )
}

/** Withdraws a surrender that the platform accepted but never processed, after a confirmation. */
export function WithdrawDialog({
  orderId,
  open,
  onClose,
  onWithdrawn = focusResult,
}: {
  orderId: string
  open: boolean
  onClose(): void
  onWithdrawn?(words: string): void
}) {
  const t = useText(surrenderMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => call(withdrawSurrender, { params: { id: orderId } }),
    onSuccess: async (order) => {
      await showOrder(client, order)
      onClose()
      const back = order.timeline.find(({ kind }) => kind === 'surrender-withdrawn' || kind === 'status')
      onWithdrawn(back?.kind === 'surrender-withdrawn' ? t.withdrawn : t.withdrawShown)
    },
  })
  function close() {
    withdraw.reset()
    onClose()
  }
  return (
    <Dialog title={t.withdraw} open={open} onClose={close} closeLabel={t.close}>
      <div className="flex flex-col gap-4">
        {withdraw.error && <ProblemBanner {...problemText(withdraw.error, language)} />}
        <p>{t.withdrawText}</p>
        <div className="flex flex-wrap gap-2">
          <Button look="danger" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t.withdrawSubmit}
          </Button>
          <Button onClick={close}>{t.cancel}</Button>
        </div>
      </div>
    </Dialog>
  )
}
