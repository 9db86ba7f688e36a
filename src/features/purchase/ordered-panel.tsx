import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
import { say, useTrailPage } from '../../trail/trail.ts'
import { daysCovered } from '../../contract/days.ts'
import { PAID_STATUSES } from '../../contract/place-order.ts'
import type { Purchase, PurchaseOrder } from '../../contract/purchases.ts'
import { planWords } from '../../lib/plan-words.ts'
import { yuan } from '../../lib/yuan.ts'
import { DescriptionList } from '../../ui/layout.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage } from '../../ui/language.tsx'
import { useLaterText } from './later-messages.ts'
import { SellerLine, SupportLine } from './seller-line.tsx'
import { WhomToCall } from './whom-to-call.tsx'
import { StepHeading } from './step-heading.tsx'

/** `_self`: this tab. `_top`: the tab around a frame. `_blank`: a new tab. */
export type CashierTarget = '_self' | '_top' | '_blank'
export type HandedOver = (press?: MouseEvent<HTMLAnchorElement>) => void

const LINK =
  'flex h-12 w-full items-center justify-center rounded bg-accent px-5 font-semibold text-on-accent hover:bg-accent-hover'

/** Shown once ordered: leads to payment. While the order is uncertain, no payment is offered. */
export default function OrderedPanel({
  purchase,
  order,
  target,
  fresh,
  onHandedOver,
  onTab,
  instead,
}: {
  purchase: Purchase
  order: PurchaseOrder
  target: CashierTarget
  /** Placed on this page just now. */
  fresh: boolean
  onHandedOver: HandedOver | undefined
  onTab: ((press: MouseEvent<HTMLAnchorElement>) => void) | undefined
  instead: ((order: PurchaseOrder) => ReactNode) | undefined
}) {
  const t = useLaterText()
  const { language } = useLanguage()
  // The review was scrolled to its end.
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [])
  const view = viewOf(order)
  const mayNeedHelp = view === 'unpaid' || view === 'over' || view === 'no-cashier'
  const leave = (press?: MouseEvent<HTMLAnchorElement>) => {
    say({ kind: 'to-cashier', page: 'ordered', ...(press && { press: 'pay' }) })
    onHandedOver?.(press)
  }
  useTrailPage('ordered')
  useHandOver(fresh ? order.cashierUrl : null, target, leave)
  const texts = {
    confirming: [t.confirming, t.confirmingText],
    // In a frame, navigation needs a press.
    unpaid: [t.unpaid, target === '_self' ? t.unpaidText : t.unpaidInFrame],
    'no-cashier': [t.noCashier, t.noCashierText(purchase.product.sellerName)],
    paid: [t.paid, t.paidText],
    over: [t.over, t.overText(purchase.product.sellerName)],
  } as const
  const [title, text] = texts[view]
  return (
    <>
      <SellerLine product={purchase.product} />
      <div role="status">
        <StepHeading title={title} detail={text} focus />
      </div>
      {view === 'unpaid' && order.planName && (
        <div className="mt-4">
          <Banner tone="info" title={planWords(language).choose(order.planName)} />
        </div>
      )}
      {view !== 'over' && <OrderFacts purchase={purchase} order={order} />}
      <div className="mt-6 grid gap-3">
        {instead && (view === 'unpaid' || view === 'paid') && instead(order)}
        {!instead && view === 'unpaid' && order.cashierUrl && (
          <a href={order.cashierUrl} target={target} rel="noreferrer" className={LINK} onClick={leave}>
            {order.payable === null ? t.pay : t.payAmount(yuan(order.payable))}
          </a>
        )}
        {!instead && view === 'unpaid' && target === '_blank' && (
          <p className="text-base text-muted">{t.inTab}</p>
        )}
        {!instead && (view === 'unpaid' || view === 'paid') && (
          <a
            href={language === 'en' ? `${order.returnPath}?lang=en` : order.returnPath}
            {...(target !== '_self' && { target: '_blank', rel: 'noreferrer', onClick: onTab })}
            className="flex h-12 items-center justify-center rounded border border-line-strong bg-raised px-5 font-semibold"
          >
            {view === 'unpaid' ? t.havePaid : t.toOrder}
          </a>
        )}
      </div>
      {view === 'unpaid' && (
        <p className="mt-6 text-base text-muted">{t.wrongName(purchase.product.sellerName)}</p>
      )}
      {mayNeedHelp && hasNumber(purchase) && <WhomToCall product={purchase.product} />}
      <SupportLine number={purchase.supportNumber} />
    </>
  )
}

/** The names alone are above. */
const hasNumber = ({ product }: Purchase) => Boolean(product.sellerPhone ?? product.insurerHotline)

function OrderFacts({ purchase: { product }, order }: { purchase: Purchase; order: PurchaseOrder }) {
  const t = useLaterText()
  const { startDate, endDate, people, planName } = order
  return (
    <section aria-label={t.orderFacts} className="mt-4">
      <DescriptionList
        items={[
          [t.product, product.productName],
          [t.chosenPlan, planName],
          [
            t.period,
            startDate && endDate && (
              <>
                {t.fromTo(startDate, endDate)}
                <span className="block text-base text-muted">{t.days(daysCovered(startDate, endDate))}</span>
              </>
            ),
          ],
          [t.insuredPeople, people > 0 && t.people(people)],
        ]}
      />
    </section>
  )
}

/** Redirects to the payment page once its URL is known, if allowed. The button stays as fallback. */
function useHandOver(url: string | null, target: CashierTarget, leave: HandedOver): void {
  const done = useRef(false)
  useEffect(() => {
    // In a frame, only a press can navigate. Without one the browser blocks it silently.
    if (!url || done.current || target !== '_self') return
    done.current = true
    leave()
    window.location.assign(url)
  })
}

type View = 'confirming' | 'unpaid' | 'no-cashier' | 'paid' | 'over'

function viewOf({ status, checked, cashierUrl }: PurchaseOrder): View {
  if (PAID_STATUSES.includes(status)) return 'paid'
  if (status === 'failed') return 'over'
  if (status !== 'unpaid' || !checked) return 'confirming'
  return cashierUrl ? 'unpaid' : 'no-cashier'
}
