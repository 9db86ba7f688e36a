import { TextArea } from '../../ui/field.tsx'
import { useText } from '../../ui/language.tsx'
import { payerMessages } from './payer-messages.ts'

/** The reason that an act about a payment takes. */
export function ReasonField({
  hint,
  value,
  error,
  onChange,
}: {
  hint?: string
  value: string
  error: string | undefined
  onChange(reason: string): void
}) {
  const t = useText(payerMessages)
  return (
    <TextArea
      label={t.reason}
      hint={hint ?? t.reasonHint}
      required
      rows={2}
      data-field="reason"
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
