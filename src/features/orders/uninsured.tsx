import type { Order } from '../../contract/orders.ts'
import { platformWord } from '../../contract/platform-words.ts'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Warns about people without a policy, because an order counts as issued once some people are. */
export function Uninsured({ order: { status, platform, policies } }: { order: Order }) {
  const t = useText(messages)
  const { language } = useLanguage()
  // In a group, people share policies.
  if (status !== 'issued' || !platform || platform.isGroup || policies.length === 0) return null
  const left = platform.insured.filter(({ policyCode }) => policyCode === null)
  if (left.length === 0) return null
  return (
    <Banner tone="warn" title={t.uninsured(left.length)}>
      {left
        .map(({ name, policyStatus }) =>
          [name, policyStatus && platformWord(policyStatus, language)].filter(Boolean).join(' '),
        )
        .join(language === 'zh' ? '、' : ', ')}
      {t.uninsuredText}
    </Banner>
  )
}
