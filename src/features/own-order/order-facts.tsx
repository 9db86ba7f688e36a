import { daysCovered } from '../../contract/days.ts'
import type { OwnOrder } from '../../contract/own-order.ts'
import { yuan } from '../../lib/yuan.ts'
import { Amount } from '../../ui/amount.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { useText } from '../../ui/language.tsx'
import { DescriptionList, Section } from '../../ui/layout.tsx'
import { messages } from './messages.ts'

/** What was bought, of whom, for how long and for how much; insurer and seller are always in sight. */
export function OrderFacts({ order, brief = false }: { order: OwnOrder; brief?: boolean }) {
  const t = useText(messages)
  const { startDate, endDate, reduction } = order
  return (
    <Section title={t.cover}>
      <DescriptionList
        items={[
          [t.product, order.productName],
          !brief && [t.plan, order.planName],
          [
            t.period,
            startDate && endDate && (
              <span className="tabular">{t.days(startDate, endDate, daysCovered(startDate, endDate))}</span>
            ),
          ],
          order.amount !== null && [
            t.amount,
            <>
              <Amount fen={order.amount} />
              {Boolean(reduction) && (
                <span className="text-muted">（{t.reduced(yuan(reduction ?? 0))}）</span>
              )}
            </>,
          ],
          [t.orderNo, <CopyText text={order.orderNo} label={t.copy} copied={t.copied} />],
        ]}
      />
    </Section>
  )
}
