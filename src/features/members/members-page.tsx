import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call } from '../../api/call.ts'
import { prefetch } from '../../api/prefetch.ts'
import { problemText } from '../../api/problem-text.ts'
import { membersQuery } from '../../api/shared-queries.ts'
import type { Member } from '../../contract/members.ts'
import { useSession } from '../../api/use-session.ts'
import { atLeast } from '../../contract/session.ts'
import { readPlatformOrders } from '../../contract/endpoints/members.ts'
import * as paths from '../../contract/paths.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { EmptyState, Skeleton } from '../../ui/feedback.tsx'
import { TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'

/** Number of members from which the search field shows. */
const MANY = 10

const matches = (wanted: string) => (member: Member) =>
  [member.company, member.memberId, member.mobile, member.province, member.city].some((value) =>
    value.toLowerCase().includes(wanted),
  )

export const { loader, shouldRevalidate } = prefetch(() => [membersQuery])

export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const members = useQuery(membersQuery)
  const [typed, setTyped] = useState('')
  const open = useOpenPlatformOrders()
  const maySeeAll = atLeast(useSession()?.user.role ?? 'clerk', 'manager')
  const items = members.data?.items ?? []
  const shown = items.filter(matches(typed.trim().toLowerCase()))
  const isEmpty = members.data !== undefined && items.length === 0
  const register = (
    <ButtonLink to={paths.newMember} look="primary">
      {t.register}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={t.title} detail={t.about} actions={isEmpty ? undefined : register} />
      {members.isPending && <Skeleton label={t.loading} />}
      {members.error && (
        <div className="mb-4">
          <ProblemBanner
            {...problemText(members.error, language)}
            action={
              <Button onClick={() => void members.refetch()} busy={members.isFetching}>
                {t.retry}
              </Button>
            }
          />
        </div>
      )}
      {open.error && (
        <div className="mb-4">
          <ProblemBanner {...problemText(open.error, language)} />
        </div>
      )}
      {isEmpty && <EmptyState action={register}>{t.empty}</EmptyState>}
      {items.length > MANY && (
        <div className="mb-4 flex items-center gap-4">
          <TextField
            type="search"
            label={t.find}
            hideLabel
            placeholder={t.find}
            className="w-full max-w-96"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <p role="status" className="shrink-0 text-muted">
            {t.count(shown.length)}
          </p>
        </div>
      )}
      {shown.length > 0 && (
        <DataTable
          label={t.title}
          rows={shown}
          rowKey={(member) => member.memberId}
          columns={[
            {
              name: t.company,
              cell: (member) => (
                <>
                  <span className="break-words">{member.company}</span>
                  <span className="tabular block text-small text-muted @min-[560px]:hidden">
                    {member.unreadable ? t.unreadable : member.mobile} · {member.memberId}
                  </span>
                </>
              ),
            },
            {
              name: t.mobile,
              wide: true,
              cell: (member) =>
                member.unreadable ? (
                  <span className="text-warn">{t.unreadable}</span>
                ) : (
                  <span className="tabular">{member.mobile}</span>
                ),
            },
            {
              name: t.memberId,
              wide: true,
              cell: (member) => <CopyText text={member.memberId} label={t.copy} copied={t.copied} />,
            },
            {
              name: t.region,
              wide: true,
              cell: (member) => [...new Set([member.province, member.city])].join(' '),
            },
            { name: t.contact, wide: 'very', cell: (member) => member.contact ?? '—' },
            ...(maySeeAll
              ? [
                  {
                    name: t.platformOrders,
                    align: 'right' as const,
                    cell: (member: Member) => (
                      <Button
                        look="quiet"
                        busy={open.isPending && open.variables === member.memberId}
                        onClick={() => open.mutate(member.memberId)}
                      >
                        {t.openPlatformOrders}
                        <span className="sr-only">{member.company}</span>
                      </Button>
                    ),
                  },
                ]
              : []),
            {
              name: t.registered,
              wide: 'very',
              align: 'right',
              cell: (member) => (
                <span className="tabular whitespace-nowrap">{shanghaiTime(member.createdAt)}</span>
              ),
            },
          ]}
        />
      )}
    </>
  )
}

/**
 * Opens 平台订单列表 (§7.8) in a new tab. The tab opens during the click so that it is not blocked. The URL contains a
 * token, so it is requested each time and not stored.
 */
function useOpenPlatformOrders() {
  const tab = useRef<Window | null>(null)
  return useMutation({
    mutationFn: (memberId: string) => {
      tab.current = window.open('', '_blank')
      if (tab.current) tab.current.opener = null
      return call(readPlatformOrders, { params: { memberId } })
    },
    onSuccess: ({ url }) => {
      if (tab.current) tab.current.location.replace(url)
      else location.assign(url)
    },
    onError: () => tab.current?.close(),
    // The URL contains a token, so it is not kept.
    gcTime: 0,
  })
}
