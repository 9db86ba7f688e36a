import { useQuery } from '@tanstack/react-query'
import { problemText } from '../../api/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { verdictQuery } from './queries.ts'

/** Verifies the whole chain once per visit and on request. */
export function ChainVerdict() {
  const t = useText(messages)
  const { language } = useLanguage()
  const verdict = useQuery(verdictQuery)
  const again = (
    <Button busy={verdict.isFetching} onClick={() => void verdict.refetch()}>
      {t.checkAgain}
    </Button>
  )
  if (verdict.error) return <ProblemBanner {...problemText(verdict.error, language)} action={again} />
  if (!verdict.data) return <Skeleton label={t.checking} rows={1} />
  const { count, broken, head } = verdict.data
  if (broken !== null)
    return (
      <Banner tone="bad" title={t.broken(broken, count)} action={again}>
        {t.brokenText}
      </Banner>
    )
  return (
    <Banner tone="good" title={t.whole(count)} action={again}>
      <p className="mb-1 text-ink">{t.head}</p>
      <CopyText text={head} label={t.copy} copied={t.copied} />
    </Banner>
  )
}
