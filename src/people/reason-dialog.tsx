import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useFaults } from '../api/use-faults.ts'
import { SHOW_REASONS, type ShowPeople } from '../contract/order-requests.ts'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField } from '../ui/field.tsx'
import { Form, FormAnswer } from '../ui/form.tsx'
import { FormButtons } from '../ui/form-buttons.tsx'
import { defineMessages, useLanguage, useText } from '../ui/language.tsx'

const messages = defineMessages(
  {
    reason: '原因',
    choose: '请选择',
    'customer-asks': '客户要求核对',
    'platform-asks': '平台或保险公司核对',
    claim: '协助理赔',
    complaint: '处理投诉',
    check: '内部核查',
    cancel: '取消',
    close: '关闭',
  },
  {
    reason: 'Reason',
    choose: 'Choose',
    'customer-asks': 'Requested by the customer',
    'platform-asks': 'Requested by the platform or insurer',
    claim: 'Claim support',
    complaint: 'Complaint handling',
    check: 'Internal check',
    cancel: 'Cancel',
    close: 'Close',
  },
)

type Reason = ShowPeople['reason']
type Props = {
  /** The form's name, used by tests. */
  name: string
  text: string
  submit: string
  /** Reads the personal data for the reason, which is kept in the audit log. */
  read(body: ShowPeople): Promise<unknown>
}

/** Asks why somebody reads personal data, and then reads it. */
export function ReasonDialog({
  title,
  open,
  onClose,
  ...form
}: Props & { title: string; open: boolean; onClose(): void }) {
  const t = useText(messages)
  return (
    <Dialog title={title} open={open} onClose={onClose} closeLabel={t.close}>
      <ReasonForm {...form} onClose={onClose} />
    </Dialog>
  )
}

function ReasonForm({ name, text, submit, read, onClose }: Props & { onClose(): void }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [reason, setReason] = useState<Reason | null>(null)
  const reading = useMutation({ mutationFn: read, onSuccess: onClose })
  const faults = useFaults({
    language,
    found: new Map(reason ? [] : [['reason', 'choose-reason']]),
    failure: reading.error,
  })
  return (
    <Form
      name={name}
      faults={faults}
      onSubmit={() => {
        if (faults.press() && reason && !reading.isPending) reading.mutate({ reason })
      }}
      className="flex flex-col gap-4"
    >
      <p>{text}</p>
      <SelectField
        label={t.reason}
        placeholder={t.choose}
        required
        value={reason ?? ''}
        onChange={({ target }) => {
          setReason(SHOW_REASONS.find((one) => one === target.value) ?? null)
          reading.reset()
        }}
        options={SHOW_REASONS.map((one) => ({ value: one, label: t[one] }))}
        {...faults.at('reason')}
      />
      <FormAnswer />
      <FormButtons submit={submit} busy={reading.isPending} cancel={t.cancel} onCancel={onClose} />
    </Form>
  )
}
