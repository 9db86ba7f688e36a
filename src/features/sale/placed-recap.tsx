import type { PlacedOrder } from '../../contract/place-order.ts'
import type { Product } from '../../contract/products.ts'
import { planWords } from '../../lib/plan-words.ts'
import { priceWords } from '../../lib/price-words.ts'
import { Amount } from '../../ui/amount.tsx'
import { DayRange } from '../../ui/day-range.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DescriptionList } from '../../ui/layout.tsx'
import { messages } from './messages.ts'
import { daysOf, expectedPrice, type SaleForm } from './sale-form.ts'

/** What was placed, as it was typed. */
export function PlacedRecap({
  order,
  form,
  product,
  payable,
  policies,
}: {
  order: PlacedOrder
  form: SaleForm
  product: Product | undefined
  /** Fen, once the platform has calculated it. */
  payable: number | null
  /** Policy numbers, once the order is issued. */
  policies: readonly string[]
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  const plan = product?.plans.find(({ planCode }) => planCode === form.planCode)
  const price = expectedPrice(form, product)
  const said = price && priceWords(price, language)
  const days = daysOf(form)
  return (
    <DescriptionList
      wide
      items={[
        [t.holder, form.peopleLater ? t.later : form.holder.name],
        [t.insured, form.peopleLater ? t.later : t.people(form.insured.length)],
        [t.chooseProduct, product?.productName],
        [t.plan, plan && planWords(language).decides(plan.planName)],
        [
          t.period,
          days === null ? (
            t.later
          ) : (
            <>
              <DayRange start={form.startDate} end={form.endDate} />{' '}
              <span className="whitespace-nowrap text-muted">{t.daysWord(days)}</span>
            </>
          ),
        ],
        payable === null
          ? [
              price?.kind === 'expected' ? t.expected : t.amount,
              said && (
                <>
                  {said.amount} <small className="block text-small text-muted">{said.note}</small>
                </>
              ),
            ]
          : [t.amount, <Amount fen={payable} />],
        [t.groupNo, form.groupNo],
        [t.note, form.note],
        policies.length > 0 && [t.policyNos, t.policiesWord(policies[0] ?? '', policies.length)],
        [t.number, <span className="tabular">{order.tempOrderCode ?? order.outSerialNo}</span>],
      ]}
    />
  )
}
