import { useInfiniteQuery } from '@tanstack/react-query'
import { prefetch } from '../../api/prefetch.ts'
import { problemText } from '../../api/problem-text.ts'
import { COMMON_RULES, useCommonFilters } from '../../api/use-common-filters.ts'
import { useSession } from '../../api/use-session.ts'
import { useUserName } from '../../api/user-names.tsx'
import { LINK_STATES, type LinkState as State } from '../../contract/links.ts'
import * as paths from '../../contract/paths.ts'
import { type ListRules, listQuery, readList } from '../../lib/list-state.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Created } from '../../ui/created.tsx'
import { LinkIcon } from '../../ui/staff-icons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { useListAddress } from '../../ui/list-address.ts'
import { ListPage } from '../../ui/list-page.tsx'
import { DataTable } from '../../ui/table.tsx'
import { linkName, linkNotes } from './link-name.ts'
import { LinkExpiry, LinkProgress, LinkState } from './link-state.tsx'
import { messages } from './messages.ts'
import { linksQuery } from './queries.ts'
import { SendLink } from './send-link.tsx'

const RULES: ListRules = {
  filters: { state: (value) => LINK_STATES.some((state) => state === value), ...COMMON_RULES },
  sorts: [],
}

export const { loader, shouldRevalidate } = prefetch(({ search, session }) => [
  linksQuery(listQuery(RULES, readList(RULES, search), '', session.user.username)),
])

function Anyone() {
  return <span className="font-normal text-muted">{useText(messages).anyone}</span>
}

/** All purchase links with their counts. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const user = useSession()?.user
  const nameOf = useUserName()
  const { named, mine } = useCommonFilters(language)
  const address = useListAddress(RULES)
  const { state, q, change } = address
  const list = useInfiniteQuery(linksQuery(listQuery(RULES, state, q, user?.username ?? '')))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const create = (
    <ButtonLink to={paths.newLink} look="primary">
      <LinkIcon />
      {t.create}
    </ButtonLink>
  )
  return (
    <ListPage
      texts={t}
      total={t.about}
      actions={(items.length > 0 || address.narrowed) && create}
      address={address}
      states={{
        names: LINK_STATES,
        current: state.filters['state'] ?? '',
        word: (one) => t[one as State],
        choose: (one) => change({ filters: { ...state.filters, state: one } }),
      }}
      fields={[...named, ...mine]}
      list={list}
      problem={list.error && problemText(list.error, language)}
      count={items.length}
      settled={list.isSuccess && !list.isPlaceholderData}
      start={create}
    >
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
                <span className="block text-small font-normal text-muted @min-[560px]:hidden">
                  <LinkState link={link} /> {link.productName}
                  <span className="tabular block">{shanghaiTime(link.createdAt)}</span>
                  <LinkProgress link={link} />
                </span>
              </>
            ),
          },
          {
            name: t.product,
            wide: true,
            cell: (link) => (
              <>
                {link.productName} <span className="text-muted">{link.planName}</span>
              </>
            ),
          },
          { name: t.groupAndNote, wide: 'very', cell: (link) => linkNotes(link) },
          { name: t.state, wide: true, cell: (link) => <LinkState link={link} /> },
          {
            name: t.created,
            wide: 'very',
            cell: (link) => <Created at={link.createdAt} by={nameOf(link.createdBy)} />,
          },
          { name: t.expires, wide: 'very', cell: (link) => <LinkExpiry link={link} /> },
          { name: t.progress, wide: true, cell: (link) => <LinkProgress link={link} /> },
          {
            name: t.link,
            align: 'right',
            cell: (link) => link.state === 'open' && !link.unreadable && <SendLink link={link} />,
          },
        ]}
      />
    </ListPage>
  )
}
