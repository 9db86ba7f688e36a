import { useQuery } from '@tanstack/react-query'
import { prefetch } from '../../api/prefetch.ts'
import { problemText } from '../../api/problem-text.ts'
import { UserName } from '../../api/user-names.tsx'
import { disclosureGaps } from '../../contract/disclosure.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader, Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { DisclosureForm } from './disclosure-form.tsx'
import { messages } from './messages.ts'
import { disclosureQuery } from './customer-queries.ts'
import { versionsQuery } from './queries.ts'

export const { loader, shouldRevalidate } = prefetch(({ session }) =>
  session.user.role === 'admin' ? [disclosureQuery, versionsQuery] : [],
)

/** The disclosure: the information that the law requires the distributor to show its customers. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const current = useQuery(disclosureQuery)
  const versions = useQuery(versionsQuery)
  const failed = current.error ?? versions.error
  const items = versions.data?.items ?? []
  const gaps = current.data && disclosureGaps(current.data.disclosure)
  return (
    <>
      <PageHeader title={t.title} detail={t.about} />
      {failed && (
        <ProblemBanner
          {...problemText(failed, language)}
          action={
            <Button onClick={() => void Promise.all([current.refetch(), versions.refetch()])}>
              {t.retry}
            </Button>
          }
        />
      )}
      {current.isPending && <Skeleton label={t.loading} rows={8} />}
      {gaps && (
        <div className="mb-5">
          {gaps.length === 0 ? (
            <Banner tone="good" title={t.complete} />
          ) : (
            <Banner tone="warn" title={t.missing}>
              <p>{gaps.map((part) => t[part]).join(t.listed)}</p>
              <p>{t.missingText}</p>
            </Banner>
          )}
        </div>
      )}
      {current.data && <DisclosureForm disclosure={current.data.disclosure} />}
      {items.length > 0 && (
        <Section title={t.versions}>
          <DataTable
            label={t.versions}
            rows={items}
            rowKey={({ since }) => since}
            columns={[
              {
                name: t.since,
                cell: ({ since }) => <span className="tabular whitespace-nowrap">{shanghaiTime(since)}</span>,
              },
              { name: t.by, cell: ({ by }) => <UserName of={by} /> },
              {
                name: t.sha256,
                wide: true,
                cell: ({ sha256 }) => <span className="tabular break-all">{sha256}</span>,
              },
            ]}
          />
        </Section>
      )}
    </>
  )
}
