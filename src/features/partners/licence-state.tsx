import type { PartnerList } from '../../contract/partners.ts'
import { Banner } from '../../ui/feedback.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Days before the end from which staff are warned. */
const WARN_DAYS = 30

type Licensed = Pick<PartnerList['items'][number], 'licensed' | 'licenceDays' | 'licenceGaps' | 'sells'>

/** Whether the partner may sell, what is missing, and a warning before its licence expires. */
export function LicenceState({
  partner: { licensed, licenceDays, licenceGaps, sells },
}: {
  partner: Licensed
}) {
  const t = useText(messages)
  if (!licensed) return t.licensedNo
  if (licenceDays !== null && licenceDays <= WARN_DAYS)
    return (
      <StatusDot tone={licenceDays < 0 ? 'bad' : 'warn'}>
        {licenceDays < 0 ? t.licenceExpired : t.licenceExpires(licenceDays)}
      </StatusDot>
    )
  if (licenceGaps.length > 0)
    return <StatusDot tone={sells ? 'warn' : 'bad'}>{t.licenceIncomplete}</StatusDot>
  return t.licensedYes
}

/** Names the parts of the licence that are missing. */
export function LicenceGaps({ partner: { licensed, licenceGaps, sells } }: { partner: Licensed }) {
  const t = useText(messages)
  if (!licensed || licenceGaps.length === 0) return null
  const words = {
    kind: t.licenceKind,
    name: t.licenceName,
    number: t.licenceNumber,
    until: t.licenceUntil,
  }
  const parts = licenceGaps.map((part) => words[part])
  return (
    <div className="mb-4">
      <Banner tone={sells ? 'warn' : 'bad'} title={sells ? t.licenceLacks : t.licenceLacking}>
        {t.licenceMissing(parts)}
      </Banner>
    </div>
  )
}
