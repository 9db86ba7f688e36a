import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { fieldTexts, problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { type AttentionReason, Order } from '../../contract/orders.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { attentionMessages } from './attention-messages.ts'
import { useAttentionWords } from './attention-words.ts'

/** Says what settling means, and takes a remark; what was typed stays when it is refused. */
export function SettleDialog({
  orderId,
  reason,
  onClose,
  onSettled,
}: {
  orderId: string
  /** Null: closed. */
  reason: AttentionReason | null
  onClose(): void
  onSettled?(): void
}) {
  const t = useText(attentionMessages)
  const words = useAttentionWords()
  const { language } = useLanguage()
  const client = useQueryClient()
  const [remark, setRemark] = useState('')
  const settle = useMutation({
    mutationFn: (body: { reason: AttentionReason; remark?: string }) =>
      request(Order, `/api/orders/${orderId}/attention`, { method: 'POST', body }),
    onSuccess: async (next) => {
      client.setQueryData(['orders', 'one', orderId], next)
      await client.invalidateQueries({ queryKey: ['orders', 'list'] })
      close()
      onSettled?.()
    },
  })
  function close() {
    settle.reset()
    setRemark('')
    onClose()
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (reason && !settle.isPending) settle.mutate({ reason, ...(remark.trim() && { remark }) })
  }
  const fields = fieldTexts(settle.error, language)
  return (
    <Dialog title={t.settleTitle} open={reason !== null} onClose={close} closeLabel={t.close}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {settle.error && fields.size === 0 && <ProblemBanner {...problemText(settle.error, language)} />}
        {reason && <p className="font-semibold">{words(reason)}</p>}
        <p className="text-muted">{t.settleText}</p>
        <TextArea
          label={t.remark}
          hint={t.remarkHint}
          error={fields.get('remark')}
          rows={3}
          maxLength={200}
          value={remark}
          onChange={(event) => setRemark(event.target.value)}
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" busy={settle.isPending}>
            {t.settle}
          </Button>
          <Button onClick={close}>{t.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}
