import { useEffect, useState } from 'react'
import { shanghaiDay } from '../../contract/days.ts'
import type { OwnOrder } from '../../contract/own-order.ts'
import { dayWords } from '../../lib/day-words.ts'
import { yuan } from '../../lib/yuan.ts'
import { CheckIcon, ClockIcon, CloseIcon, ReturnIcon } from '../../ui/more-icons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PartiesLine } from '../../ui/parties-line.tsx'
import { messages } from './messages.ts'
import { policiesInForce, type View } from './order-view.ts'

const SLOW_MS = 60_000
const ISSUE_SLOW_MS = 600_000
const LOOKS: Record<View, { icon: typeof CheckIcon; colours: string }> = {
  confirming: { icon: ClockIcon, colours: 'bg-info-soft text-info' },
  unpaid: { icon: ClockIcon, colours: 'bg-warn-soft text-warn' },
  paid: { icon: ClockIcon, colours: 'bg-info-soft text-info' },
  issued: { icon: CheckIcon, colours: 'bg-good-soft text-good' },
  surrendering: { icon: ClockIcon, colours: 'bg-info-soft text-info' },
  surrendered: { icon: ReturnIcon, colours: 'bg-info-soft text-info' },
  refunded: { icon: ReturnIcon, colours: 'bg-sunken text-ink' },
  failed: { icon: CloseIcon, colours: 'bg-bad-soft text-bad' },
  closed: { icon: CloseIcon, colours: 'bg-sunken text-ink' },
}

/** Headline with the current status; below it the next step. */
export function OrderState({ view, order }: { view: View; order: OwnOrder | undefined }) {
  const t = useText(messages)
  const words = useWords(view, order)
  const { icon: Icon, colours } = LOOKS[view]
  useEffect(() => {
    document.title = words.title
  }, [words.title])
  return (
    <header className="mb-6">
      <div role="status" aria-live="polite" className="flex items-start gap-3">
        <span className={`mt-0.5 flex size-9 shrink-0 items-center justify-center rounded-full ${colours}`}>
          <Icon size={20} />
        </span>
        <div className="min-w-0">
          <h1 className="mt-1 text-title">{words.title}</h1>
          <p className="mt-1 text-muted">{words.text}</p>
          {order && order.surrenderedPremium !== null && (
            <p className="mt-1 text-muted">{t.surrenderedPremium(yuan(order.surrenderedPremium))}</p>
          )}
        </div>
      </div>
      <Steps view={view} over={order?.endDate != null && order.endDate < shanghaiDay(Date.now())} />
      {/* Last, because it loads later and must not move the headline. */}
      {order && (
        <PartiesLine
          below
          parties={[
            [t.underwrites, order.insurerName],
            [t.sells, order.seller.company],
          ]}
        />
      )}
    </header>
  )
}

function useWords(view: View, order: OwnOrder | undefined): { title: string; text: string } {
  const t = useText(messages)
  const { language } = useLanguage()
  const slow = useLate(view === 'confirming', SLOW_MS)
  const issuesLate = useLate(view === 'paid', ISSUE_SLOW_MS, order?.paidForMs ?? 0)
  const credit = order?.byCredit ?? false
  const chosen = order?.surrender?.policyCodes?.length ?? null
  switch (view) {
    case 'confirming':
      return { title: t.confirming, text: slow ? t.confirmingSlow : t.confirmingText }
    case 'unpaid':
      return { title: t.unpaid, text: credit ? t.unpaidByCredit : t.unpaidText }
    case 'paid':
      return issuesLate
        ? { title: t.paidSlow, text: t.paidSlowText(order?.seller.company ?? '') }
        : { title: t.paid, text: t.paidText }
    case 'issued': {
      const { length: all } = order?.policies ?? []
      const inForce = order ? policiesInForce(order) : 0
      const count = inForce < all ? t.issuedSome(inForce, all) : t.issuedText(all)
      const today = shanghaiDay(Date.now())
      const { startDate, endDate } = order ?? {}
      if (!startDate || !endDate) return { title: t.issued, text: count }
      const space = language === 'en' ? ' ' : ''
      const cover =
        today < startDate
          ? t.coverFrom(dayWords(startDate, language, today))
          : today <= endDate
            ? t.coverNow(dayWords(endDate, language, today))
            : t.coverOver(dayWords(endDate, language, today))
      return { title: t.issued, text: count + space + cover }
    }
    case 'surrendering':
      return {
        title: t.surrendering,
        text:
          chosen !== null && chosen < (order?.policies.length ?? 0)
            ? t.surrenderingSome(chosen, order?.policies.length ?? 0)
            : t.surrenderingText,
      }
    case 'surrendered':
      return { title: t.surrendered, text: credit ? t.surrenderedCredit : t.surrenderedText }
    case 'refunded':
      return { title: t.refunded, text: credit ? t.refundedCredit : t.refundedText }
    case 'failed':
      return { title: t.failed, text: t.failedText }
    case 'closed':
      return { title: t.closed, text: t.closedText }
  }
}

/**
 * True once the promised time has passed since the page waits, or since `passed` ms before. The portal measures `passed`,
 * because the clock of a phone may be wrong.
 */
function useLate(waiting: boolean, ms: number, passed = 0): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!waiting) return
    const timer = setTimeout(() => setLate(true), Math.max(0, ms - passed))
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [waiting, ms, passed])
  return waiting && (late || passed >= ms)
}

/** Progress steps and the current one (from 0). Surrenders have their own steps. */
const AT: Partial<Record<View, number>> = {
  confirming: 0,
  unpaid: 0,
  paid: 1,
  issued: 2,
  surrendering: 1,
  surrendered: 2,
  refunded: 3,
}
const BACKWARDS: ReadonlySet<View> = new Set(['surrendering', 'surrendered', 'refunded'])

function Steps({ view, over }: { view: View; over: boolean }) {
  const t = useText(messages)
  const at = view === 'issued' && over ? 3 : AT[view]
  if (at === undefined) return null
  const names = BACKWARDS.has(view)
    ? [t.stepAsked, t.stepConfirmed, t.stepRefund]
    : [t.stepPay, t.stepIssue, t.stepCover]
  return (
    <ol aria-label={t.steps} className="mt-5 grid grid-cols-3 gap-1.5">
      {names.map((name, place) => (
        <li key={name} {...(place === at && { 'aria-current': 'step' })} className="text-base">
          <span
            aria-hidden="true"
            className={`mb-1.5 block h-1 rounded-full ${place < at ? 'bg-accent' : place === at ? 'bg-accent/40' : 'bg-line'}`}
          />
          <span className={place === at ? 'font-semibold' : place < at ? '' : 'text-muted'}>{name}</span>
          {place <= at && <span className="sr-only"> {place < at ? t.done : t.current}</span>}
        </li>
      ))}
    </ol>
  )
}
