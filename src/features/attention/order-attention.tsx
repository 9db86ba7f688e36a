import { useState } from 'react'
import { ATTENTION_WORDS } from '../../contract/attention-words.ts'
import type { AttentionReason, Order } from '../../contract/orders.ts'
import { platformWord } from '../../contract/platform-words.ts'
import { planWarning } from '../../lib/plan-words.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { attentionMessages } from './messages.ts'
import { SettleDialog } from './settle-dialog.tsx'

/** Attention banner with the resolve button. */
export function OrderAttention({ order, mayResolve }: { order: Order; mayResolve: boolean }) {
  const t = useText(attentionMessages)
  const { language } = useLanguage()
  const [settling, setSettling] = useState<AttentionReason | null>(null)
  // The request itself says more, where the reader sees it.
  const attentions = order.attentions.filter(({ reason }) => reason !== 'opening-asked' || !order.opening)
  return (
    <>
      {attentions.map(({ reason, detail, raisedAt }) => (
        <Banner
          key={reason}
          tone="warn"
          title={ATTENTION_WORDS[reason][language]}
          action={
            mayResolve &&
            reason !== 'opening-asked' && <Button onClick={() => setSettling(reason)}>{t.resolve}</Button>
          }
        >
          {[
            reason === 'amount-differs'
              ? planWarning(order, order.planExpected, language)
              : detail && platformWord(detail, language),
            t.attentionSince(shanghaiTime(raisedAt)),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Banner>
      ))}
      <SettleDialog orderId={order.id} reason={settling} onClose={() => setSettling(null)} />
    </>
  )
}
