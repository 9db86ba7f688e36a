import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import { ORDER_STATUS_TONES } from '../../contract/order-tones.ts'
import type { Policy } from '../../contract/policies.ts'
import { platformWord } from '../../contract/platform-words.ts'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage } from '../../ui/language.tsx'

/** Our status of a policy, or the platform's own label where we know none. */
export function PolicyStatus({
  of: { status, policyStatus },
}: {
  of: Pick<Policy, 'status' | 'policyStatus'>
}) {
  const { language } = useLanguage()
  if (status)
    return <StatusDot tone={ORDER_STATUS_TONES[status]}>{ORDER_STATUS_WORDS[status][language]}</StatusDot>
  return policyStatus ? platformWord(policyStatus, language) : '—'
}
