import { useInfiniteQuery } from '@tanstack/react-query'
import { prefetch } from '../../api/prefetch.ts'
import { problemText } from '../../api/problem-text.ts'
import * as paths from '../../contract/paths.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState, Skeleton } from '../../ui/feedback.tsx'
import { LinkIcon } from '../../ui/staff-icons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { linkName, linkNotes } from './link-name.ts'
import { LinkExpiry, LinkState } from './link-state.tsx'
import { messages } from './messages.ts'
import { linksQuery } from './queries.ts'

export const { loader, shouldRevalidate } = prefetch(() => [linksQuery])

function Anyone() {
  return <span className="font-normal text-muted">{useText(messages).anyone}</span>
}

/** All purchase links with their counts. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const links = useInfiniteQuery(linksQuery)
  const items = links.data?.pages.flatMap((page) => page.items) ?? []
  const create = (
    <ButtonLink to={paths.newLink} look="primary">
      <LinkIcon />
      {t.create}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={t.title} detail={t.about} actions={create} />
      {links.isPending && <Skeleton label={t.loading} />}
      {links.error && (
        <ProblemBanner
          {...problemText(links.error, language)}
          action={
            <Button onClick={() => void links.refetch()} busy={links.isFetching}>
              {t.retry}
            </Button>
          }
        />
      )}
      {links.data && items.length === 0 && <EmptyState action={create}>{t.empty}</EmptyState>}
      {items.length > 0 && (
        <DataTable
          label={t.title}
          rows={items}
          rowKey={(link) => link.id}
          to={(link) => paths.to(paths.link, { id: link.id })}
          columns={[
            {
              name: t.forWhom,
              cell: (link) => (
                <>
                  {linkName(link) ?? (link.kind === 'public' ? t.publicEntry : <Anyone />)}
                  {link.people > 1 && (
                    <span className="ml-2 font-normal text-muted tabular">{t.peopleCount(link.people)}</span>
                  )}
                </>
              ),
            },
            {
              name: t.product,
              cell: (link) => [link.productName, link.planName].filter(Boolean).join(' · '),
            },
            { name: t.groupAndNote, wide: 'very', cell: (link) => linkNotes(link) },
            { name: t.state, cell: (link) => <LinkState link={link} /> },
            { name: t.expires, wide: true, cell: (link) => <LinkExpiry link={link} /> },
            {
              name: t.progress,
              align: 'right',
              cell: (link) => (
                <span className="tabular">{`${link.opened} / ${link.begun} / ${link.bought}`}</span>
              ),
            },
          ]}
        />
      )}
      {links.hasNextPage && (
        <div className="mt-4">
          <Button onClick={() => void links.fetchNextPage()} busy={links.isFetchingNextPage}>
            {t.more}
          </Button>
        </div>
      )}
    </>
  )
}
