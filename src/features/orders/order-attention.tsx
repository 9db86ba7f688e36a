import { useState } from 'react'
import type { AttentionReason, Order } from '../../contract/orders.ts'
import { platformWord } from '../../contract/platform-words.ts'
import { planWarning } from '../../lib/plan-words.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { actionMessages } from './action-messages.ts'
import { useAttentionWords } from './attention-words.ts'
import { SettleDialog } from './settle-dialog.tsx'

/** Attention banner with the resolve button. */
export function OrderAttention({ order, mayResolve }: { order: Order; mayResolve: boolean }) {
  const t = useText(actionMessages)
  const words = useAttentionWords()
  const { language } = useLanguage()
  const [settling, setSettling] = useState<AttentionReason | null>(null)
  return (
    <>
      {order.attentions.map(({ reason, detail, raisedAt }) => (
        <Banner
          key={reason}
          tone="warn"
          title={words(reason)}
          action={mayResolve && <Button onClick={() => setSettling(reason)}>{t.resolve}</Button>}
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
