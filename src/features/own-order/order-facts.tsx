import { daysCovered } from '../../contract/days.ts'
import type { OwnOrder } from '../../contract/own-order.ts'
import { planWarning, planWords } from '../../lib/plan-words.ts'
import { yuan } from '../../lib/yuan.ts'
import { Amount } from '../../ui/amount.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DescriptionList, Section } from '../../ui/layout.tsx'
import { messages } from './messages.ts'

/** Product, period and amount. */
export function OrderFacts({ order }: { order: OwnOrder }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const warning = planWarning(order, null, language)
  const { startDate, endDate, total, reduction } = order
  return (
    <Section title={t.cover}>
      {warning && (
        <div className="mb-3">
          <Banner tone="warn" title={planWords(language).differs}>
            {warning}
          </Banner>
        </div>
      )}
      <DescriptionList
        items={[
          [t.product, order.productName],
          [planWords(language).chosen, order.planName && planWords(language).decides(order.planName)],
          [
            t.period,
            startDate && endDate && (
              <span className="tabular">
                <span className="whitespace-nowrap">{startDate}</span> {t.to}{' '}
                <span className="whitespace-nowrap">{endDate}</span>
                <span className="block text-base text-muted">{t.days(daysCovered(startDate, endDate))}</span>
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
          order.seller.person && [
            t.salesperson,
            t.practice(order.seller.person.name, order.seller.person.practiceNo),
          ],
          [t.orderNo, <CopyText text={order.orderNo} label={t.copy} copied={t.copied} />],
          [t.supportNumber, order.supportNumber],
        ]}
      />
    </Section>
  )
}
