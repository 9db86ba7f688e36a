import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { uuidv7 } from 'uuidv7'
import { orderQuery } from '../../api/order-queries.ts'
import * as paths from '../../contract/paths.ts'
import { whyNot } from '../../contract/order-actions.ts'
import type { PlacedOrder } from '../../contract/place-order.ts'
import type { Product } from '../../contract/products.ts'
import { planWords } from '../../lib/plan-words.ts'
import { rememberPaying } from '../../lib/paying.ts'
import { priceWords } from '../../lib/price-words.ts'
import { MARKS } from '../../lib/marks.ts'
import { Button, ButtonAnchor, ButtonLink } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DescriptionList, PageHeader } from '../../ui/layout.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { messages } from './messages.ts'
import type { SaleParts } from './sale-parts.ts'
import { daysOf, expectedPrice, type SaleForm } from './sale-form.ts'

/** Shown after the order is placed: what was sold, the cashier for the customer, and what comes next. */
export function PlacedPanel({
  order,
  form,
  product,
  PayerButton,
}: {
  order: PlacedOrder
  form: SaleForm
  product: Product | undefined
} & SaleParts) {
  const t = useText(messages)
  const { language } = useLanguage()
  const navigate = useNavigate()
  // Staff may first have to say who pays; then the order has the address.
  const stored = useQuery(orderQuery(order.id)).data
  const cashierUrl = order.cashierUrl ?? stored?.cashierUrl ?? null
  const asksPayer = stored ? whyNot(stored, 'pay') === 'payer-unnamed' : order.asksPayer
  const plan = product?.plans.find(({ planCode }) => planCode === form.planCode)
  const price = expectedPrice(form, product)
  const days = daysOf(form)
  return (
    <>
      <PageHeader
        title={t.placed}
        detail={cashierUrl ? t.placedAbout : undefined}
        actions={
          <>
            <ButtonLink to={paths.to(paths.saleAgain, { orderId: order.id })}>{t.again}</ButtonLink>
            <Button onClick={() => void navigate(paths.to(paths.sale, { draftId: uuidv7() }))}>
              {t.next}
            </Button>
          </>
        }
      />
      <div className="grid gap-x-10 gap-y-6 border-t border-line pt-5 md:grid-cols-[minmax(0,1fr)_auto]">
        <div className="min-w-0">
          <DescriptionList
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
                  <span className="tabular">{`${form.startDate} – ${form.endDate}${MARKS[language].comma}${t.daysWord(days)}`}</span>
                ),
              ],
              [t.groupNo, form.groupNo],
              [t.note, form.note],
              [
                price?.kind === 'expected' ? t.expected : t.amount,
                price && priceWords(price, language).amount,
              ],
              [t.number, <span className="tabular">{order.tempOrderCode ?? order.outSerialNo}</span>],
            ]}
          />
          {!cashierUrl && asksPayer && (
            <div className="mt-5">
              <Banner tone="info" title={t.payerFirst} />
            </div>
          )}
          {cashierUrl && plan && (
            <div className="mt-5">
              <Banner tone="info" title={planWords(language).choose(plan.planName)} />
            </div>
          )}
          <div className="mt-5 flex flex-wrap gap-2">
            {cashierUrl && (
              <>
                <ButtonAnchor href={cashierUrl} onClick={() => rememberPaying(order.id)} look="primary">
                  {t.toCashier}
                </ButtonAnchor>
                <CopyButton text={cashierUrl} label={t.copyLink} copied={t.copied} />
              </>
            )}
            {stored && <PayerButton order={stored} />}
            <ButtonLink to={paths.to(paths.order, { id: order.id })}>{t.toOrder}</ButtonLink>
          </div>
          {!cashierUrl && !asksPayer && (
            <div className="mt-5">
              <Banner tone="warn" title={t.noCashier} />
            </div>
          )}
        </div>
        {cashierUrl && (
          <figure className="h-fit rounded border border-line p-6 text-center max-md:order-first">
            <div className="mx-auto w-44">
              <QrCode text={cashierUrl} label={t.cashierQr} />
            </div>
            <figcaption className="mt-3 font-semibold">{t.scanToPay}</figcaption>
          </figure>
        )}
      </div>
    </>
  )
}
