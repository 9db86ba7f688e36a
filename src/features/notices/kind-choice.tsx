import { STAFF_NOTICE_KINDS, type StaffNoticeKind } from '../../contract/notices.ts'
import { Checkbox } from '../../ui/field.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** The notices of a robot or a user. */
export function KindChoice({
  kinds,
  onChange,
}: {
  kinds: readonly StaffNoticeKind[]
  onChange(kinds: StaffNoticeKind[]): void
}) {
  const t = useText(messages)
  return (
    <fieldset>
      <legend className="mb-1 text-muted">{t.kinds}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {STAFF_NOTICE_KINDS.map((kind) => (
          <Checkbox
            key={kind}
            label={t[kind]}
            checked={kinds.includes(kind)}
            onChange={({ target }) =>
              onChange(
                STAFF_NOTICE_KINDS.filter((one) => (one === kind ? target.checked : kinds.includes(one))),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
