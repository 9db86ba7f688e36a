import { daysCovered } from '../../contract/days.ts'
import type { OwnOrder } from '../../contract/own-order.ts'
import { yuan } from '../../lib/yuan.ts'
import { Amount } from '../../ui/amount.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DescriptionList, Section } from '../../ui/layout.tsx'
import { messages } from './messages.ts'

/** What was bought, for how long and for how much. */
export function OrderFacts({ order, brief = false }: { order: OwnOrder; brief?: boolean }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { startDate, endDate, total, reduction } = order
  return (
    <Section title={t.cover}>
      <DescriptionList
        items={[
          [t.product, order.productName],
          !brief && [t.plan, order.planName],
          [
            t.period,
            startDate && endDate && (
              <span className="tabular">
                <span className="whitespace-nowrap">{startDate}</span> {t.to}{' '}
                <span className="whitespace-nowrap">{endDate}</span>
                {language === 'zh' ? '，' : ', '}
                <span className="whitespace-nowrap">{t.days(daysCovered(startDate, endDate))}</span>
              </span>
            ),
          ],
          order.payable !== null && [
            t.amount,
            <>
              <Amount fen={order.payable} />
              {total !== null && Boolean(reduction) && (
                <span className="text-muted">{t.reduced(yuan(total), yuan(reduction ?? 0))}</span>
              )}
            </>,
          ],
          [t.orderNo, <CopyText text={order.orderNo} label={t.copy} copied={t.copied} />],
        ]}
      />
    </Section>
  )
}
