import { useQuery } from '@tanstack/react-query'
import { problemText } from '../../api/problem-text.ts'
import * as paths from '../../contract/paths.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { partnersQuery } from './queries.ts'
import { LicenceState } from './licence-state.tsx'
import { messages } from './messages.ts'

export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const partners = useQuery(partnersQuery)
  const items = partners.data?.items ?? []
  const add = (
    <ButtonLink to={paths.newPartner} look="primary">
      {t.add}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader
        title={t.title}
        detail={t.about}
        actions={
          items.length > 0 && (
            <>
              <ButtonLink to={paths.playground}>{t.playground}</ButtonLink>
              {add}
            </>
          )
        }
      />
      {partners.isPending && <Skeleton label={t.loading} />}
      {partners.error && (
        <ProblemBanner
          {...problemText(partners.error, language)}
          action={<Button onClick={() => void partners.refetch()}>{t.retry}</Button>}
        />
      )}
      {partners.data && items.length === 0 && <EmptyState action={add}>{t.none}</EmptyState>}
      {items.length > 0 && (
        <DataTable
          label={t.title}
          rows={items}
          rowKey={({ id }) => id}
          to={({ id }) => paths.to(paths.partner, { id })}
          columns={[
            { name: t.name, cell: ({ name }) => <span className="wrap-anywhere">{name}</span> },
            {
              name: t.origins,
              wide: true,
              cell: ({ origins }) => (
                <span className="wrap-anywhere">
                  {origins[0]}
                  {origins.length > 1 && ` +${origins.length - 1}`}
                </span>
              ),
            },
            {
              name: t.products,
              wide: true,
              cell: ({ products }) => <span className="tabular">{products.length}</span>,
            },
            {
              name: t.licence,
              cell: (partner) => <LicenceState partner={partner} />,
            },
            {
              name: t.state,
              cell: ({ disabledAt }) => (
                <StatusDot tone={disabledAt ? 'neutral' : 'good'}>
                  {disabledAt ? t.disabled : t.active}
                </StatusDot>
              ),
            },
          ]}
        />
      )}
    </>
  )
}
