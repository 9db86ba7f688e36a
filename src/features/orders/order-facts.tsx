import { useUserName } from '../../api/user-names.tsx'
import type { ReactNode } from 'react'
import { shanghaiDay } from '../../contract/days.ts'
import { CHANNEL_WORDS } from '../../contract/glossary.ts'
import type { Order } from '../../contract/orders.ts'
import { PAYER_WORDS } from '../../contract/payers.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { CopyText } from '../../ui/copy-text.tsx'
import { DataText } from '../../ui/data-text.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Due, useEstimate } from './due.tsx'
import { listMessages } from './list-messages.ts'
import { messages } from './messages.ts'
import { payerMessages } from './payer-messages.ts'
import { daysOf, orderNumber } from './order-title.ts'
import { Payable } from './payable.tsx'

/** The facts that people ask for first: amount, period, member, clerk, number. */
export function OrderFacts({ order, refresh }: { order: Order; refresh: ReactNode }) {
  const t = useText(messages)
  const p = useText(payerMessages)
  const l = useText(listMessages)
  const nameOf = useUserName()
  const estimated = useEstimate()(order) !== null
  const { language } = useLanguage()
  const { startDate, endDate } = order
  const today = shanghaiDay(Date.now())
  const until = startDate ? daysOf(today, startDate) - 1 : 0
  const weekday = (day: string) =>
    `${day.slice(day.startsWith(today.slice(0, 5)) ? 5 : 0)} ${t.weekdays.split(',')[new Date(day).getUTCDay()]}`
  const checked = order.answeredAt
    ? t.checkedAt(shanghaiTime(order.answeredAt).slice(order.answeredAt.startsWith(today) ? 11 : 5))
    : order.tempOrderCode
      ? t.notChecked
      : t.notAnswered
  return (
    <dl className="mb-4 grid grid-cols-2 gap-x-6 gap-y-3 border-y border-line py-3 sm:grid-cols-3 lg:flex lg:justify-between">
      <Fact name={order.payable === null ? t.amount : t.premium}>
        {order.payable === null ? <Due of={order} /> : <Payable of={order} />}
        {estimated && <small>≈ {l.expected}</small>}
        <small>{order.payType === 'credit' ? t.credit : t.cash}</small>
        {order.payer && <small>{p.is(PAYER_WORDS[order.payer][language])}</small>}
      </Fact>
      <Fact name={t.period}>
        {startDate && endDate ? (
          <>
            <span className="tabular">{t.fromTo(weekday(startDate), weekday(endDate))}</span>
            <small>
              {until > 0
                ? t.startsIn(until)
                : endDate < today
                  ? t.coverOver
                  : t.coverDay(1 - until, daysOf(startDate, endDate))}
            </small>
          </>
        ) : (
          (order.platform?.safeguardPeriod ?? t.customerChooses)
        )}
      </Fact>
      <Fact name={t.memberCompany}>
        <DataText>{order.memberCompany}</DataText>
        <small className="tabular">{order.memberId}</small>
      </Fact>
      <Fact name={t.by}>
        <DataText>{nameOf(order.createdBy)}</DataText>
        {order.salesperson && (
          <small className="block">{t.practice(order.salesperson.name, order.salesperson.practiceNo)}</small>
        )}
        <small>
          {CHANNEL_WORDS[order.channel][language]}{' '}
          <span className="tabular">{shanghaiTime(order.createdAt).slice(5)}</span>
        </small>
      </Fact>
      {(order.groupNo ?? order.note) && (
        <Fact name={order.groupNo ? t.groupNo : t.note}>
          {order.groupNo ? (
            <>
              <span className="tabular">{order.groupNo}</span>
              {order.note && (
                <small title={order.note}>
                  {t.note}
                  {t.colon}
                  <DataText>{order.note}</DataText>
                </small>
              )}
            </>
          ) : (
            <DataText>{order.note}</DataText>
          )}
        </Fact>
      )}
      <Fact name={order.orderCode ? t.orderCode : order.tempOrderCode ? t.tempOrderCode : t.outSerialNo}>
        <CopyText text={orderNumber(order)} label={t.copy} copied={t.copied} />
        <small className="flex items-center gap-1 [&_button]:-my-2">
          {checked} {refresh}
        </small>
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-small text-muted">{name}</dt>
      <dd className="font-semibold wrap-anywhere [&_small]:block [&_small]:text-small [&_small]:font-normal [&_small]:text-muted">
        {children}
      </dd>
    </div>
  )
}
