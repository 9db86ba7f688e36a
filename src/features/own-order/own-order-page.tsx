import type { ComponentType } from 'react'
import { useParams } from 'react-router'
import { problemOf, problemText } from '../../api/problem-text.ts'
import { say, useTrailPage } from '../../trail/trail.ts'
import { useTrail } from '../../trail/use-trail.ts'
import type { OwnOrder } from '../../contract/own-order.ts'
import { planWords } from '../../lib/plan-words.ts'
import { yuan } from '../../lib/yuan.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonAnchor } from '../../ui/button-link.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { CalendarIcon } from '../../ui/more-icons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { FileButton } from './open-file.tsx'
import { OrderFacts } from './order-facts.tsx'
import { OrderState } from './order-state.tsx'
import { viewOf } from './order-view.ts'
import { type InvoiceFormProps, OwnInvoice } from './own-invoice.tsx'
import { OwnPeople } from './own-people.tsx'
import { WhomToCall } from './whom-to-call.tsx'
import { OwnPolicies } from './own-policies.tsx'
import { OwnSurrender } from './own-surrender.tsx'
import { UnknownOrder } from './unknown-order.tsx'
import { useOwnOrder } from './queries.ts'

/** The customer's order by its link: status, files and actions. */
export function OwnOrderPage({ InvoiceForm }: { InvoiceForm: ComponentType<InvoiceFormProps> }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { token = '' } = useParams()
  const order = useOwnOrder(token)
  if (order.error && problemOf(order.error).code === 'not-found') return <UnknownOrder />
  if (order.data)
    return (
      <Order
        token={token}
        order={order.data}
        InvoiceForm={InvoiceForm}
        away={order.isError}
        checking={order.isFetching}
        check={order.refetch}
      />
    )
  if (order.isPending)
    return (
      // Full height, so that the content below does not jump when the order loads.
      <div className="min-h-dvh">
        <h1 className="sr-only">{t.title}</h1>
        <Skeleton label={t.loading} rows={6} />
      </div>
    )
  const again = (
    <Button size="large" onClick={() => void order.refetch()}>
      {t.retry}
    </Button>
  )
  return (
    <>
      <h1 className="sr-only">{t.title}</h1>
      {problemOf(order.error).code === 'offline' ? (
        <Banner tone="warn" title={t.offline} action={again} />
      ) : (
        <ProblemBanner {...problemText(order.error, language)} action={again} />
      )}
    </>
  )
}

type Props = {
  token: string
  order: OwnOrder
  InvoiceForm: ComponentType<InvoiceFormProps>
  /** The last request failed. */
  away: boolean
  checking: boolean
  check(): unknown
}

function Order({ token, order, InvoiceForm, away, checking, check }: Props) {
  const t = useText(messages)
  const { language } = useLanguage()
  const view = viewOf(order)
  const payable = view === 'unpaid' && order.cashierUrl !== null && !away
  useTrail('order', token)
  useTrailPage('order')
  return (
    <>
      <OrderState view={view} order={order} />
      {(view === 'unpaid' || view === 'paid' || away) && (
        <div className="mb-6 flex flex-col gap-3">
          {payable && order.planName && order.planFit !== 'fits' && (
            <Banner tone="info" title={planWords(language).choose(order.planName)} />
          )}
          {payable && order.cashierUrl && (
            <ButtonAnchor
              href={order.cashierUrl}
              look="primary"
              size="large"
              onClick={() => say({ kind: 'to-cashier', page: 'order', press: 'pay' })}
            >
              {t.toPay(order.payable === null ? '' : yuan(order.payable))}
            </ButtonAnchor>
          )}
          <Button size="large" busy={checking} onClick={() => void check()}>
            {t.check}
          </Button>
          {away && (
            <p role="status" className="text-warn">
              {t.offline}
            </p>
          )}
        </div>
      )}
      {(view === 'failed' || view === 'closed' || view === 'paid') && <WhomToCall order={order} />}
      {order.policies.length > 0 && <OwnPolicies token={token} order={order} />}
      <OrderFacts order={order} />
      <OwnPeople order={order} />
      {view === 'issued' && order.startDate && (
        <div className="border-t border-line py-5">
          <FileButton token={token} file={{ kind: 'calendar' }} wide>
            <CalendarIcon />
            {t.calendar}
          </FileButton>
        </div>
      )}
      {(view === 'issued' || order.invoice.files.length > 0) && (
        <OwnInvoice token={token} order={order} InvoiceForm={InvoiceForm} />
      )}
      {order.claims && (
        <Section title={t.claims}>
          <p className="whitespace-pre-line">{order.claims}</p>
        </Section>
      )}
      {view === 'issued' && <OwnSurrender token={token} order={order} />}
      <Section title={t.help}>
        <p>{t.helpText(order.seller.company)}</p>
        {order.seller.address && <p className="mt-1 text-muted">{order.seller.address}</p>}
        <WhomToCall order={order} />
      </Section>
    </>
  )
}
