import type { PartnerList } from '../../contract/partners.ts'
import { StatusDot } from '../../ui/feedback.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Days before the end from which staff are warned. */
const WARN_DAYS = 30

/** Whether the partner may sell, and a warning before its licence expires. */
export function LicenceState({
  partner: { licensed, licenceDays },
}: {
  partner: Pick<PartnerList['items'][number], 'licensed' | 'licenceDays'>
}) {
  const t = useText(messages)
  if (!licensed) return t.licensedNo
  if (licenceDays === null || licenceDays > WARN_DAYS) return t.licensedYes
  return (
    <StatusDot tone={licenceDays < 0 ? 'bad' : 'warn'}>
      {licenceDays < 0 ? t.licenceExpired : t.licenceExpires(licenceDays)}
    </StatusDot>
  )
}
