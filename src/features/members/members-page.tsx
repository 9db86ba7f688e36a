import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { prefetch } from '../../api/prefetch.ts'
import { problemText } from '../../api/problem-text.ts'
import { membersQuery } from '../../api/shared-queries.ts'
import type { Member } from '../../contract/members.ts'
import * as paths from '../../contract/paths.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'

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
      {isEmpty && <EmptyState action={register}>{t.empty}</EmptyState>}
      {items.length > 0 && (
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
      {items.length > 0 && shown.length === 0 && <EmptyState>{t.noneFound}</EmptyState>}
      {shown.length > 0 && (
        <DataTable
          label={t.title}
          rows={shown}
          rowKey={(member) => member.memberId}
          to={({ memberId }) => paths.to(paths.member, { memberId })}
          columns={[
            {
              name: t.company,
              cell: (member) => (
                <>
                  <span className="break-words">{member.company}</span>
                  <span className="tabular block text-small font-normal text-muted @min-[560px]:hidden">
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
              cell: (member) => <span className="tabular">{member.memberId}</span>,
            },
            {
              name: t.region,
              wide: true,
              cell: (member) => [...new Set([member.province, member.city])].join(' '),
            },
            { name: t.contact, wide: 'very', cell: (member) => member.contact ?? '—' },
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
