import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/use-session.ts'
import { atLeast } from '../../contract/session.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { StateChoice } from '../../ui/state-choice.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { AttentionRow, type Remedies } from './attention-row.tsx'
import { attentionMessages, REASON_WORDS } from './messages.ts'
import { AskedLinkRow } from './asked-link-row.tsx'
import { ClosedLinkRow } from './closed-link-row.tsx'
import { ReasonGroup } from './reason-group.tsx'
import { UndeliveredRow } from './undelivered-row.tsx'
import { attentionsQuery, reasonIn, useAttentionOverview } from './queries.ts'

/** Number of rows before “show all”, so that the sales figures below stay in view. */
const FIRST = 5
/** As many equal ones become one row. */
const MANY = 4

/** Items that need attention, oldest first. They disappear when a platform response resolves them. */
export function AttentionQueue({ remedies }: { remedies: Remedies }) {
  const t = useText(attentionMessages)
  const { language } = useLanguage()
  const role = useSession()?.user.role ?? 'clerk'
  const [search, setSearch] = useSearchParams()
  const [all, setAll] = useState(false)
  const [done, setDone] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  const reason = reasonIn(search)
  const overview = useAttentionOverview()
  const grouped = reason ? [] : (overview.data?.reasons ?? []).filter((one) => one.count >= MANY)
  const list = useInfiniteQuery({
    ...attentionsQuery(
      reason,
      grouped.map((one) => one.reason),
    ),
    enabled: overview.data !== undefined,
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const { count = 0, reasons = [], undelivered = [], closedLinks = [], askedLinks = [] } = overview.data ?? {}
  const told = reason ? [] : undelivered
  const closed = reason ? [] : closedLinks
  const asked = reason ? [] : askedLinks
  const room = FIRST - told.length - closed.length - asked.length - grouped.length
  const shown = all ? items : items.slice(0, Math.max(1, room))
  const error = list.error ?? overview.error
  const filtered = reason ? (reasons.find((one) => one.reason === reason)?.count ?? 0) : count
  const single = filtered - grouped.reduce((sum, one) => sum + one.count, 0)
  /** The pressed button disappears with its row, so the focus moves to the heading. */
  function settled(words: string) {
    setDone(words)
    heading.current?.focus({ preventScroll: true })
  }
  function choose(next: string) {
    const address = new URLSearchParams(search)
    if (next) address.set('reason', next)
    else address.delete('reason')
    setSearch(address, { preventScrollReset: true })
  }

  return (
    <section aria-label={t.title} className="mb-2">
      <h2
        ref={heading}
        tabIndex={-1}
        className="mb-2 flex min-h-8 items-center gap-2 text-large outline-none"
      >
        {t.title}
        {count > 0 && (
          <span className="tabular rounded-full bg-warn-soft px-2 text-small text-warn">{count}</span>
        )}
      </h2>
      <p role="status" className="sr-only">
        {done}
      </p>
      {error && (
        <ProblemBanner
          {...problemText(error, language)}
          action={
            <Button
              onClick={() => {
                void list.refetch()
                void overview.refetch()
              }}
            >
              {t.retry}
            </Button>
          }
        />
      )}
      {(list.isPending || overview.isPending) && !error && <Skeleton label={t.loading} rows={2} />}
      {list.data && overview.data && (
        <>
          {(reasons.length > 1 || reason) && (
            <StateChoice
              label={t.filter}
              states={['', ...reasons.map((one) => one.reason)]}
              current={reason ?? ''}
              word={(one) => {
                const found = reasons.find((counted) => counted.reason === one)
                return found ? t.of(REASON_WORDS[found.reason][language][0], found.count) : t.all(count)
              }}
              onChoose={choose}
            />
          )}
          {filtered === 0 && items.length === 0 && (
            <div className="py-2">
              <StatusDot tone="good">{count > 0 ? t.noneOfKind : t.none}</StatusDot>
              {count === 0 && <p className="pl-4 text-muted">{t.noneText}</p>}
            </div>
          )}
          {filtered > 0 && !atLeast(role, 'manager') && <p className="mb-2 text-muted">{t.clerk}</p>}
          <ul>
            {told.map((one) => (
              <UndeliveredRow
                key={one.partnerId}
                undelivered={one}
                mayAct={atLeast(role, 'admin')}
                onSettled={settled}
              />
            ))}
            {closed.map((one) => (
              <ClosedLinkRow key={one.linkId} closed={one} onSettled={settled} />
            ))}
            {asked.map((one) => (
              <AskedLinkRow key={one.linkId} asked={one} onSettled={settled} />
            ))}
            {grouped.map((one) => (
              <ReasonGroup key={one.reason} {...one} onOpen={() => choose(one.reason)} />
            ))}
            {shown.map((item) => (
              <AttentionRow
                key={`${item.orderId} ${item.reason}`}
                item={item}
                mayResolve={atLeast(role, 'manager')}
                remedies={remedies}
                onSettled={settled}
              />
            ))}
          </ul>
          {shown.length < items.length ? (
            <Button look="quiet" onClick={() => setAll(true)}>
              {t.showAll(single)}
            </Button>
          ) : (
            list.hasNextPage && (
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t.more}
              </Button>
            )
          )}
        </>
      )}
    </section>
  )
}
