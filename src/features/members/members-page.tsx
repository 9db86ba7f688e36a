import { useQuery } from '@tanstack/react-query'
import { problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { MemberList } from '../../contract/members.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { EmptyState, Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'

export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const members = useQuery({ queryKey: ['members'], queryFn: () => request(MemberList, '/api/members') })
  const register = (
    <ButtonLink to="/members/new" look="primary">
      {t.register}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={t.title} detail={t.about} actions={register} />
      {members.isPending && <Skeleton label={t.loading} />}
      {members.error && (
        <ProblemBanner
          {...problemText(members.error, language)}
          action={<Button onClick={() => void members.refetch()}>{t.retry}</Button>}
        />
      )}
      {members.data?.items.length === 0 && <EmptyState action={register}>{t.empty}</EmptyState>}
      {members.data && members.data.items.length > 0 && (
        <DataTable
          label={t.title}
          rows={members.data.items}
          rowKey={(member) => member.memberId}
          columns={[
            { name: t.company, cell: (member) => <span className="break-words">{member.company}</span> },
            { name: t.mobile, cell: (member) => <span className="tabular">{member.mobile}</span> },
            {
              name: t.memberId,
              cell: (member) => <CopyText text={member.memberId} label={t.copy} copied={t.copied} />,
            },
            {
              name: t.region,
              wide: true,
              cell: (member) => [...new Set([member.province, member.city])].join(' '),
            },
            { name: t.contact, wide: true, cell: (member) => member.contact ?? '—' },
            {
              name: t.registered,
              wide: true,
              align: 'right',
              cell: (member) => <span className="tabular">{shanghaiTime(member.createdAt)}</span>,
            },
          ]}
        />
      )}
    </>
  )
}
