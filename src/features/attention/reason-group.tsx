import { ATTENTION_WORDS } from '../../contract/attention-words.ts'
import type { AttentionReason } from '../../contract/orders.ts'
import { agoWords } from '../../lib/ago.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { attentionMessages, REASON_WORDS } from './messages.ts'

/** Equal alarms as one row: their number, the oldest time, and a link to them. */
export function ReasonGroup({
  reason,
  count,
  since,
  onOpen,
}: {
  reason: AttentionReason
  count: number
  since: string
  onOpen(): void
}) {
  const t = useText(attentionMessages)
  const { language } = useLanguage()
  return (
    <li
      aria-label={t.groupOf(ATTENTION_WORDS[reason][language], count)}
      className="grid gap-x-6 gap-y-2 border-t border-line py-3 lg:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="min-w-0 pl-4">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <strong className="-ml-4">
            <StatusDot tone="warn">{REASON_WORDS[reason][language][0]}</StatusDot>
          </strong>
          <span className="tabular font-semibold">{t.ordersOf(count)}</span>
          <time className="text-small text-muted" dateTime={since} title={shanghaiTime(since, true)}>
            {t.oldest(agoWords(since, language))}
          </time>
        </p>
        <p className="text-muted">{ATTENTION_WORDS[reason][language]}</p>
      </div>
      <div className="max-lg:pl-4">
        <Button onClick={onOpen}>{t.openGroup(count)}</Button>
      </div>
    </li>
  )
}
