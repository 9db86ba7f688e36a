import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ComponentType, useState } from 'react'
import { Link, useLocation } from 'react-router'
import { call } from '../../api/call.ts'
import { showOrder } from '../../api/order-queries.ts'
import { useUserName } from '../../api/user-names.tsx'
import { problemText } from '../../api/problem-text.ts'
import { ATTENTION_WORDS } from '../../contract/attention-words.ts'
import type { AttentionItem } from '../../contract/attention.ts'
import { refreshOrder } from '../../contract/endpoints/orders.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import type { Money } from '../../contract/money.ts'
import type { AttentionReason, PaymentStatus } from '../../contract/orders.ts'
import * as paths from '../../contract/paths.ts'
import { platformWord, platformWords } from '../../contract/platform-words.ts'
import { agoWords } from '../../lib/ago.ts'
import { planWarning } from '../../lib/plan-words.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { yuan } from '../../lib/yuan.ts'
import { MARKS } from '../../lib/marks.ts'
import { Amount } from '../../ui/amount.tsx'
import { Button } from '../../ui/button.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { attentionMessages, REASON_WORDS } from './messages.ts'
import { SettleDialog } from './settle-dialog.tsx'

/** Actions that other features offer for a reason. Each asks for confirmation and shows its result. */
export type Remedies = {
  TellAgain: ComponentType<{
    orderId: string
    refused: PaymentStatus
    money: Omit<Money, 'amount'>
    onSettled(words: string): void
  }>
  WithdrawSurrender: ComponentType<{ orderId: string; onWithdrawn?(words: string): void }>
}

/** Reasons that a platform response may resolve. */
const ASKABLE: ReadonlySet<AttentionReason> = new Set([
  'uncertain',
  'no-policy',
  'label-unknown',
  'payment-refused',
  'surrender-not-done',
  'surrender-unconfirmed',
  'contradiction',
  'invoice-not-done',
  'answer-unstorable',
])

/** One reason on one order: explanation and actions. */
export function AttentionRow({
  item,
  mayResolve,
  remedies: { TellAgain, WithdrawSurrender },
  onSettled,
}: {
  item: AttentionItem
  mayResolve: boolean
  remedies: Remedies
  onSettled(words: string): void
}) {
  const t = useText(attentionMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const nameOf = useUserName()
  const { pathname, search } = useLocation()
  const [settling, setSettling] = useState<AttentionReason | null>(null)
  const { orderId, reason } = item
  const ask = useMutation({
    mutationFn: () => call(refreshOrder, { params: { id: orderId } }),
    onSuccess: (order) => {
      return showOrder(client, order)
    },
  })
  const who = item.holderName ?? (reason === 'opening-asked' ? t.sealedOrder : t.unnamed)
  return (
    <li
      aria-label={`${ATTENTION_WORDS[reason][language]}${MARKS[language].comma}${who}`}
      className="grid gap-x-6 gap-y-2 border-t border-line py-3 lg:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="min-w-0 pl-4">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <strong className="-ml-4">
            <StatusDot tone="warn">{REASON_WORDS[reason][language][0]}</StatusDot>
          </strong>
          <Link
            to={paths.to(paths.order, { id: orderId })}
            state={{ from: pathname + search }}
            className="wrap-anywhere text-accent underline-offset-4 hover:underline"
          >
            {who} · {item.productName}
          </Link>
          <span className="text-small text-muted">
            <Amount fen={item.payable} /> · {ORDER_STATUS_WORDS[item.status][language]} ·{' '}
            {t.by(nameOf(item.createdBy))} ·{' '}
            <time dateTime={item.raisedAt} title={shanghaiTime(item.raisedAt, true)}>
              {agoWords(item.raisedAt, language)}
            </time>
          </span>
        </p>
        <p className="text-muted">
          <Meaning item={item} />
        </p>
        {ask.data && (
          <p role="status">
            {ask.data.tempOrderCode ? t.asked(ORDER_STATUS_WORDS[ask.data.status][language]) : t.stillLost}
          </p>
        )}
        {ask.error && (
          <div className="mt-2">
            <ProblemBanner {...problemText(ask.error, language)} />
          </div>
        )}
      </div>
      <div className="flex flex-wrap items-start gap-2 max-lg:pl-4">
        {item.refused && mayResolve && (
          <TellAgain orderId={orderId} refused={item.refused} money={item} onSettled={onSettled} />
        )}
        {reason === 'surrender-unconfirmed' && mayResolve && (
          <WithdrawSurrender orderId={orderId} onWithdrawn={onSettled} />
        )}
        {ASKABLE.has(reason) && (
          <Button busy={ask.isPending} onClick={() => ask.mutate()}>
            {reason === 'uncertain' ? t.askAgain : t.ask}
          </Button>
        )}
        {mayResolve && reason !== 'opening-asked' && (
          <Button onClick={() => setSettling(reason)}>{t.settle}</Button>
        )}
      </div>
      <SettleDialog
        orderId={orderId}
        reason={settling}
        onClose={() => setSettling(null)}
        onSettled={() => onSettled(t.settled(ATTENTION_WORDS[reason][language]))}
      />
    </li>
  )
}

/** The explanation, with the figures of this order. */
function Meaning({ item }: { item: AttentionItem }) {
  const t = useText(attentionMessages)
  const { language } = useLanguage()
  const { reason, detail, differences } = item
  const text = REASON_WORDS[reason][language][1].replace(
    '{said}',
    detail ? platformWord(detail, language) : t.unknown,
  )
  if (reason === 'amount-differs') return planWarning(item, item.expected, language) ?? text
  if (reason === 'no-policy' && item.status === 'issued') return t.somePolicies
  if (reason !== 'difference') return text
  const value = (what: string, value: string | null) => {
    if (value === null) return t.unknown
    if (what === 'amount') return yuan(Number(value))
    return what === 'invoice'
      ? (t.invoiceWords.split(',')[Number(value)] ?? value)
      : platformWords(value, language)
  }
  return (
    <>
      {differences.map(({ what, ours, platforms }) => (
        <span key={what} className="block text-ink">
          {t.difference(t[what], value(what, ours), value(what, platforms))}
        </span>
      ))}
      {differences.length === 0 && `${ATTENTION_WORDS[reason][language]}${MARKS[language].stop}`}
      {text}
    </>
  )
}
