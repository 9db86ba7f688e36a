import type { ReactNode } from 'react'
import { Link as RouterLink } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { useUserName } from '../../api/user-names.tsx'
import type { ClosedLink } from '../../contract/attention.ts'
import * as paths from '../../contract/paths.ts'
import { agoWords } from '../../lib/ago.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { MARKS } from '../../lib/marks.ts'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { attentionMessages } from './messages.ts'

/** The name of a purchase link in the queue. */
export const nameOfLink = ({ title, productName }: Pick<ClosedLink, 'title' | 'productName'>) =>
  title ?? productName

/** A purchase link in the attention queue, with the buttons that settle it. */
export function LinkRow({
  link,
  what,
  text,
  error,
  children,
}: {
  link: Pick<ClosedLink, 'linkId' | 'title' | 'productName' | 'createdBy' | 'since'>
  what: string
  text: string
  error: Error | null
  children: ReactNode
}) {
  const t = useText(attentionMessages)
  const { language } = useLanguage()
  const nameOf = useUserName()
  const { linkId, createdBy, since } = link
  const name = nameOfLink(link)
  return (
    <li
      aria-label={`${what}${MARKS[language].comma}${name}`}
      className="grid gap-x-6 gap-y-2 border-t border-line py-3 lg:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="min-w-0 pl-4">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <strong className="-ml-4">
            <StatusDot tone="warn">{what}</StatusDot>
          </strong>
          <RouterLink
            to={paths.to(paths.link, { id: linkId })}
            className="wrap-anywhere text-accent underline-offset-4 hover:underline"
          >
            {name}
          </RouterLink>
          <span className="text-small text-muted">
            {t.by(nameOf(createdBy))} ·{' '}
            <time dateTime={since} title={shanghaiTime(since, true)}>
              {agoWords(since, language)}
            </time>
          </span>
        </p>
        <p className="text-muted">{text}</p>
        {error && (
          <div className="mt-2">
            <ProblemBanner {...problemText(error, language)} />
          </div>
        )}
      </div>
      <div className="flex flex-wrap items-start gap-2 max-lg:pl-4">{children}</div>
    </li>
  )
}
