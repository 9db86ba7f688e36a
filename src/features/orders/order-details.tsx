import type { ReactNode } from 'react'
import type { Order } from '../../contract/orders.ts'
import { platformWord } from '../../contract/platform-words.ts'
import { planWords } from '../../lib/plan-words.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Amount } from '../../ui/amount.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { DataText } from '../../ui/data-text.tsx'
import { InsurerLogo } from '../../ui/insurer-logo.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DescriptionList } from '../../ui/layout.tsx'
import { messages } from './messages.ts'
import { OrderCalls } from './order-calls.tsx'

/** The policyholder on one line. A company comes before the person. */
export function HolderRow({ order }: { order: Order }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { platform } = order
  const holder = platform ? platform.holder : order.holder
  const entered = platform && !platform.holder && !platform.enterprise ? order.holder : null
  const benefit = platform?.benefitType && platformWord(platform.benefitType, language)
  return (
    <>
      {platform?.enterprise && (
        <Row title={t.enterprise}>
          <Facts of={platform.enterprise} />
        </Row>
      )}
      {holder && (
        <Row title={t.holder} aside={benefit && `${t.benefit}${t.colon}${benefit}`}>
          <Facts of={holder} />
        </Row>
      )}
      {entered && (
        <Row title={t.holderEntered}>
          <Facts of={entered} />
        </Row>
      )}
    </>
  )
}

type Field = keyof NonNullable<Order['holder']>
type Holder = Partial<Record<Field, string | null>>
/** Every field of a person, so that a new one does not compile until it is shown. */
type FactsOfPerson = Record<
  Exclude<Field, 'name' | 'cardType' | 'cardNo'> | 'card',
  string | null | undefined
>

function Facts({ of }: { of: Holder }) {
  const { language } = useLanguage()
  const word = (label: string | null | undefined) => label && platformWord(label, language)
  const facts: FactsOfPerson = {
    card: [word(of.cardType), of.cardNo].filter(Boolean).join(' '),
    birthday: of.birthday,
    gender: word(of.gender),
    mobile: of.mobile,
    email: of.email,
  }
  return (
    <span className="flex flex-wrap gap-x-5">
      <DataText>{of.name}</DataText>
      {Object.values(facts).map(
        (fact) =>
          fact && (
            <span key={fact} className="tabular">
              {fact}
            </span>
          ),
      )}
    </span>
  )
}

function Row({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line py-3.5"
    >
      <h2 className="w-22 shrink-0 text-base">{title}</h2>
      {/* Below the title on a phone, where half a row is too narrow. */}
      <div className="min-w-0 flex-1 max-sm:order-last max-sm:basis-full">{children}</div>
      {aside && <span className="text-muted">{aside}</span>}
    </section>
  )
}

/** All other details, and the platform calls for admins. Starts open, so that the browser's search finds it. */
export function OrderDetails({ order, calls }: { order: Order; calls: boolean }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { platform } = order
  const number = (text: string | null) => text && <CopyText text={text} label={t.copy} copied={t.copied} />
  return (
    <details open className="border-t border-line py-4">
      <summary className="cursor-pointer rounded font-semibold">{t.overview}</summary>
      <div className="mt-4">
        <DescriptionList
          wide
          items={[
            [t.platformStatus, order.platformStatus && platformWord(order.platformStatus, language)],
            [planWords(language).chosen, order.planName && planWords(language).decides(order.planName)],
            [t.period, order.startDate ? `${order.startDate} – ${order.endDate}` : platform?.safeguardPeriod],
            [
              t.insurer,
              platform?.insurerName && (
                <span className="flex items-center gap-2">
                  <InsurerLogo path={order.insurerLogo} size={24} />
                  <DataText>{platform.insurerName}</DataText>
                </span>
              ),
            ],
            [t.totalQty, platform?.totalQty],
            platform?.isGroup === true && [t.group, t.yes],
            Boolean(order.reduction) && [t.totalAmount, <Amount fen={order.total} />],
            Boolean(order.reduction) && [t.reduction, <Amount fen={order.reduction} />],
            Boolean(order.reduction) && [t.amount, <Amount fen={order.payable} />],
            order.surrenderedPremium !== null && [
              t.ofSurrendered,
              <>
                <Amount fen={order.surrenderedPremium} />{' '}
                <span className="text-muted">{t.refundDecides}</span>
              </>,
            ],
            [t.orderCode, number(order.orderCode)],
            [t.tempOrderCode, number(order.tempOrderCode)],
            [t.outSerialNo, number(order.outSerialNo)],
            [t.partner, order.partner?.name],
            [t.reference, order.reference],
            order.consents.length > 0 && [t.consents, <Consents order={order} />],
            [t.created, <span className="tabular">{shanghaiTime(order.createdAt)}</span>],
            [t.createTime, platform?.createTime],
          ]}
        />
        {calls && <OrderCalls orderId={order.id} />}
      </div>
    </details>
  )
}

/** The customer's consents. The time is on the order's timeline entry. */
function Consents({ order }: { order: Order }) {
  const t = useText(messages)
  const words: Record<string, string> = {
    notice: t.noticeRead,
    truth: t.truth,
    privacy: t.privacy,
    guardian: t.guardian,
    mail: t.mailConsent,
  }
  return order.consents.map(({ id, title, version }) => (
    <span key={id} className="block">
      {title === null ? words[id] : `${title} ${version ?? ''}`}
    </span>
  ))
}
