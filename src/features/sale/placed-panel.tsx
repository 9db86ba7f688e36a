import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { uuidv7 } from 'uuidv7'
import { orderQuery } from '../../api/order-queries.ts'
import * as paths from '../../contract/paths.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import { whyNot } from '../../contract/order-actions.ts'
import { ORDER_STATUS_TONES } from '../../contract/order-tones.ts'
import { type OrderStatus, PAID_STATUSES, type PlacedOrder } from '../../contract/place-order.ts'
import type { Product } from '../../contract/products.ts'
import { planWords } from '../../lib/plan-words.ts'
import { rememberPaying } from '../../lib/paying.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonAnchor, ButtonLink } from '../../ui/button-link.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader, Section } from '../../ui/layout.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { messages } from './messages.ts'
import { PlacedFiles } from './placed-files.tsx'
import { PlacedRecap } from './placed-recap.tsx'
import type { SaleParts } from './sale-parts.ts'
import type { SaleForm } from './sale-form.ts'

/** Shown after the order is placed: what was sold, what to send the customer, and what comes next. */
export function PlacedPanel({
  order,
  form,
  product,
  PayerButton,
  ZipDialog,
}: {
  order: PlacedOrder
  form: SaleForm
  product: Product | undefined
} & SaleParts) {
  const t = useText(messages)
  const { language } = useLanguage()
  const navigate = useNavigate()
  // Follows the payment. Staff may first have to say who pays; then the order has the address.
  const stored = useQuery(orderQuery(order.id)).data
  const cashierUrl = stored ? stored.cashierUrl : order.cashierUrl
  const status = stored?.status ?? order.status
  const isPaid = PAID_STATUSES.includes(status)
  const asksPayer = stored ? whyNot(stored, 'pay') === 'payer-unnamed' : order.asksPayer
  const plan = product?.plans.find(({ planCode }) => planCode === form.planCode)
  const message =
    cashierUrl && t.handOverMessage(product?.productName ?? '', plan?.planName ?? '', cashierUrl)
  return (
    <>
      <PageHeader
        title={status === 'issued' ? t.placedIssued : isPaid ? t.placedPaid : t.placed}
        beside={
          <span role="status">
            <StatusDot tone={ORDER_STATUS_TONES[status]}>{ORDER_STATUS_WORDS[status][language]}</StatusDot>
          </span>
        }
        detail={cashierUrl ? t.placedAbout : undefined}
        actions={
          <>
            <ButtonLink to={paths.to(paths.order, { id: order.id })} look={isPaid ? 'primary' : 'secondary'}>
              {t.toOrder}
            </ButtonLink>
            <ButtonLink to={paths.to(paths.saleAgain, { orderId: order.id })}>{t.again}</ButtonLink>
            <Button onClick={() => void navigate(paths.to(paths.sale, { draftId: uuidv7() }))}>
              {t.next}
            </Button>
          </>
        }
      />
      <div
        className={`grid gap-x-10 gap-y-6 border-t border-line pt-5 ${cashierUrl ? 'md:grid-cols-[minmax(0,1fr)_auto]' : ''}`}
      >
        <div className="min-w-0">
          <PlacedRecap
            order={order}
            form={form}
            product={product}
            payable={stored?.payable ?? null}
            policies={stored?.policies.map(({ policyCode }) => policyCode) ?? []}
          />
          {!cashierUrl && asksPayer && <Note tone="info" title={t.payerFirst} />}
          {status === 'unpaid' && !stored?.closedAt && !cashierUrl && !asksPayer && (
            <Note tone="warn" title={t.noCashier} />
          )}
          {cashierUrl && plan && <Note tone="info" title={planWords(language).choose(plan.planName)} />}
          <div className="mt-5 mb-6 flex flex-wrap gap-2 empty:mt-0">
            {message && <CopyButton text={message} label={t.copyMessage} copied={t.copied} look="primary" />}
            {cashierUrl && (
              <>
                <CopyButton text={cashierUrl} label={t.copyLink} copied={t.copied} />
                <ButtonAnchor href={cashierUrl} onClick={() => rememberPaying(order.id)}>
                  {t.toCashier}
                </ButtonAnchor>
              </>
            )}
            {stored && <PayerButton order={stored} />}
            {stored && <PlacedFiles policies={stored.policies} ZipDialog={ZipDialog} />}
          </div>
          {message && (
            <Section title={t.forCustomer}>
              <p className="max-w-2xl rounded bg-sunken px-4 py-3 wrap-anywhere">{message}</p>
            </Section>
          )}
          {status !== 'issued' && (
            <Section title={t.whatNext}>
              <Next status={status} />
            </Section>
          )}
        </div>
        {cashierUrl && (
          <figure className="h-fit rounded border border-line p-6 text-center max-md:order-first">
            <div className="mx-auto w-44 lg:w-60">
              <QrCode text={cashierUrl} label={t.cashierQr} />
            </div>
            <figcaption className="mt-3 font-semibold">{t.scanToPay}</figcaption>
          </figure>
        )}
      </div>
    </>
  )
}

function Note({ tone, title }: { tone: 'info' | 'warn'; title: string }) {
  return (
    <div className="mt-5">
      <Banner tone={tone} title={title} />
    </div>
  )
}

/** The steps from the application to the policies, and where the order is now. */
function Next({ status }: { status: OrderStatus }) {
  const t = useText(messages)
  const done = PAID_STATUSES.includes(status) ? 2 : 1
  const steps = [t.stepAccepted, t.stepPays, t.stepIssued]
  return (
    <>
      <ol className="grid gap-1.5">
        {steps.map((step, at) => (
          <li
            key={step}
            className={at === done ? 'font-semibold' : at > done ? 'text-muted' : ''}
            {...(at === done && { 'aria-current': 'step' })}
          >
            <StatusDot tone={at < done ? 'good' : at === done ? 'warn' : 'neutral'}>
              <span className="whitespace-normal">{step}</span>
            </StatusDot>
          </li>
        ))}
      </ol>
      <p className="mt-3 text-small text-muted">{t.whatNextAbout}</p>
    </>
  )
}
