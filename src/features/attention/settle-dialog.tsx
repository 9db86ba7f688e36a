import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { call } from '../../api/call.ts'
import { showOrder } from '../../api/order-queries.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { ATTENTION_WORDS } from '../../contract/attention-words.ts'
import { resolveAttention } from '../../contract/endpoints/orders.ts'
import { ResolveAttention } from '../../contract/order-requests.ts'
import { type AttentionReason } from '../../contract/orders.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { attentionMessages } from './messages.ts'

/** Resolves an item with an optional note. The note is kept if the request fails. */
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
  const { language } = useLanguage()
  const client = useQueryClient()
  const [remark, setRemark] = useState('')
  const settle = useMutation({
    mutationFn: (body: { reason: AttentionReason; remark?: string }) =>
      call(resolveAttention, { params: { id: orderId }, body }),
    onSuccess: async (next) => {
      await showOrder(client, next)
      close()
      onSettled?.()
    },
  })
  function close() {
    settle.reset()
    setRemark('')
    onClose()
  }
  const parsed = z.safeParse(ResolveAttention, { reason, ...(remark.trim() && { remark }) })
  const found = issuesOf(parsed.error)
  const faults = useFaults({ language, found, failure: settle.error })
  function submit() {
    if (faults.press() && parsed.success && !settle.isPending) settle.mutate(parsed.data)
  }
  return (
    <Dialog title={t.settleTitle} open={reason !== null} onClose={close} closeLabel={t.close}>
      <Form name="settle" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
        {reason && <p className="font-semibold">{ATTENTION_WORDS[reason][language]}</p>}
        <p className="text-muted">{t.settleText}</p>
        <TextArea
          label={t.remark}
          hint={t.remarkHint}
          {...faults.at('remark')}
          rows={3}
          value={remark}
          onChange={(event) => {
            setRemark(event.target.value)
            settle.reset()
          }}
        />
        <FormAnswer />
        <FormButtons submit={t.settle} busy={settle.isPending} cancel={t.cancel} onCancel={close} />
      </Form>
    </Dialog>
  )
}
