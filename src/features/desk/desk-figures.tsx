import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/use-session.ts'
import * as paths from '../../contract/paths.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { AbandonedPurchases } from './abandoned-purchases.tsx'
import { Funnel } from './funnel.tsx'
import { Headline } from './headline.tsx'
import { messages } from './messages.ts'
import { PeriodChoice } from './period-choice.tsx'
import { type Choice, readPeriod, writePeriod } from './period.ts'
import { PremiumSection } from './premium-section.tsx'
import { PartyTable } from './party-table.tsx'
import { deskQuery } from './queries.ts'

/** Sales figures of the period in the URL. Clerks see their own. */
export function DeskFigures() {
  const t = useText(messages)
  const { language } = useLanguage()
  const role = useSession()?.user.role
  const [search, setSearch] = useSearchParams()
  const { choice, period } = readPeriod(search, Date.now())
  const desk = useQuery(deskQuery(period))
  const choose = (next: Choice, days = period) =>
    setSearch(writePeriod(search, next, days), { preventScrollReset: true })
  const title = role === 'clerk' ? t.ownSales : t.sales
  const hasSold = desk.data?.everSold === true
  return (
    <section aria-label={title} aria-busy={desk.isPlaceholderData} className="border-t border-line py-5">
      <div className="mb-5 flex flex-wrap items-start justify-between gap-3">
        <h2 className="flex min-h-8 items-center text-large">{title}</h2>
        {desk.data?.everSold !== false && <PeriodChoice choice={choice} period={period} onChange={choose} />}
      </div>
      {desk.error && (
        <div className="mb-4">
          <ProblemBanner
            {...problemText(desk.error, language)}
            action={<Button onClick={() => void desk.refetch()}>{t.retry}</Button>}
          />
        </div>
      )}
      {desk.isPending && <DeskSkeleton />}
      {desk.data && hasSold && <Headline desk={desk.data} />}
      {desk.data && desk.data.figures.ordered === 0 ? (
        <>
          <EmptyState
            action={
              !hasSold || choice === '30' ? (
                <ButtonLink to={paths.sales}>{t.sell}</ButtonLink>
              ) : (
                <Button onClick={() => choose('30')}>{t.look30}</Button>
              )
            }
          >
            {hasSold ? t.noneInPeriod : t.neverSold}
          </EmptyState>
          <AbandonedPurchases abandoned={desk.data.abandoned} />
        </>
      ) : (
        desk.data && (
          <>
            <div className="mt-6 grid gap-x-10 lg:grid-cols-[minmax(0,1fr)_340px]">
              <PremiumSection desk={desk.data} />
              <Funnel desk={desk.data} />
            </div>
            <AbandonedPurchases abandoned={desk.data.abandoned} />
            <PartyTable desk={desk.data} ownOnly={role === 'clerk'} />
          </>
        )
      )}
    </section>
  )
}

function DeskSkeleton() {
  const t = useText(messages)
  return (
    <div role="status" aria-label={t.loading} className="late">
      <div className="grid grid-cols-2 gap-x-6 gap-y-5 lg:grid-cols-4">
        {Array.from({ length: 4 }, (_, place) => (
          <div key={place}>
            <div className="my-1.5 h-3 w-20 rounded bg-line" />
            <div className="my-2 h-5 w-32 rounded bg-line" />
          </div>
        ))}
      </div>
      <div className="mt-12 flex h-52 items-end lg:h-64 gap-[2%] border-b border-line">
        {[40, 55, 30, 70, 60, 85, 50].map((height) => (
          <div key={height} className="flex-1 bg-line" style={{ height: `${height}%` }} />
        ))}
      </div>
    </div>
  )
}
