import { useQuery } from '@tanstack/react-query'
import { problemText } from '../../api/problem-text.ts'
import * as paths from '../../contract/paths.ts'
import type { Partner } from '../../contract/partners.ts'
import { fieldWords } from '../../contract/problems.ts'
import '../../contract/token-words.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'
import { refusalsQuery } from './queries.ts'

/**
 * Recent refusals of the site's tokens, with reasons. Only admins see this list; registered pages get the reason from
 * the frame.
 */
export function TokenRefusals({ partner }: { partner: Partner }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const refusals = useQuery(refusalsQuery(partner.id))
  const items = refusals.data?.items ?? []
  return (
    <Section
      id="refusals"
      title={t.refusals}
      aside={
        <ButtonLink to={`${paths.to(paths.playground, {}, { partner: partner.id })}#token`}>
          {t.inspector}
        </ButtonLink>
      }
    >
      {refusals.isPending && <Skeleton label={t.loading} rows={2} />}
      {refusals.error && (
        <ProblemBanner
          {...problemText(refusals.error, language)}
          action={<Button onClick={() => void refusals.refetch()}>{t.retry}</Button>}
        />
      )}
      {refusals.data && <p className="text-muted">{items.length === 0 ? t.noRefusals : t.refusalsAbout}</p>}
      {items.length > 0 && (
        <div className="mt-3">
          <DataTable
            label={t.refusals}
            rows={items}
            rowKey={({ reason, field, origin }) => `${reason} ${field} ${origin}`}
            columns={[
              { name: t.reason, cell: ({ reason }) => fieldWords(reason, language) },
              {
                name: t.place,
                cell: ({ field }) => (field ? <code className="wrap-anywhere">{field}</code> : t.whole),
              },
              {
                name: t.fromPage,
                wide: 'very',
                cell: ({ origin }) => <span className="wrap-anywhere">{origin}</span>,
              },
              {
                name: t.times,
                align: 'right',
                cell: ({ count }) => <span className="tabular">{count}</span>,
              },
              {
                name: t.last,
                wide: true,
                cell: ({ at }) => <span className="tabular whitespace-nowrap">{shanghaiTime(at)}</span>,
              },
            ]}
          />
        </div>
      )}
    </Section>
  )
}
