import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/use-session.ts'
import type { Member } from '../../contract/members.ts'
import * as paths from '../../contract/paths.ts'
import { atLeast } from '../../contract/session.ts'
import { countWords } from '../../lib/count-words.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { yuan } from '../../lib/yuan.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DescriptionList, PageHeader, Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { MemberLinks, MemberOrders } from './member-lists.tsx'
import { MemberNote } from './member-note.tsx'
import { messages } from './messages.ts'
import { memberIssuedQuery, memberQuery, memberTotalsQuery } from './queries.ts'
import { useOpenPlatformOrders } from './use-open-platform-orders.ts'

/** One channel member: figures, our note, orders and links. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const { memberId = '' } = useParams()
  const member = useQuery(memberQuery(memberId))
  const open = useOpenPlatformOrders()
  const maySeeAll = atLeast(useSession()?.user.role ?? 'clerk', 'manager')
  const back = { to: paths.members, label: t.title }
  if (member.isPending) return <Skeleton label={t.loading} rows={6} />
  if (!member.data)
    return (
      <>
        <PageHeader title={t.member} back={back} />
        <ProblemBanner
          {...problemText(member.error, language)}
          action={<Button onClick={() => void member.refetch()}>{t.retry}</Button>}
        />
      </>
    )
  const { data } = member
  return (
    <>
      <PageHeader
        title={data.company}
        detail={data.unreadable ? t.unreadable : [data.contact, data.mobile].filter(Boolean).join(' · ')}
        back={back}
        actions={
          <>
            {maySeeAll && (
              <Button busy={open.isPending} onClick={() => open.mutate(memberId)}>
                {t.openPlatformOrders}
              </Button>
            )}
            <ButtonLink to={paths.sales} look="primary">
              {t.toSell}
            </ButtonLink>
          </>
        }
      />
      {open.error && <ProblemBanner {...problemText(open.error, language)} />}
      <Figures memberId={memberId} />
      <div className="grid gap-x-10 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="min-w-0">
          <MemberOrders memberId={memberId} />
          <MemberLinks memberId={memberId} />
        </div>
        <div className="min-w-0">
          <Section title={t.facts}>
            <Facts member={data} />
          </Section>
          <MemberNote key={data.memberId} member={data} />
        </div>
      </div>
    </>
  )
}

/** All of the member's orders that the user may see. */
function Figures({ memberId }: { memberId: string }) {
  const t = useText(messages)
  const all = useQuery(memberTotalsQuery(memberId))
  const issued = useQuery(memberIssuedQuery(memberId))
  const figures = [
    [t.premium, issued.data && `${yuan(issued.data.payable ?? 0)}${issued.data.more ? '+' : ''}`],
    [t.issuedOrders, issued.data && countWords(issued.data)],
    [t.allOrders, all.data && countWords(all.data)],
  ] as const
  return (
    <dl className="grid grid-cols-3 gap-x-6 border-t border-line py-4">
      {figures.map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="text-muted">{name}</dt>
          <dd className="tabular min-h-7 text-title font-semibold wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Facts({ member }: { member: Member }) {
  const t = useText(messages)
  return (
    <DescriptionList
      items={[
        [t.memberId, <CopyText key="id" text={member.memberId} label={t.copy} copied={t.copied} />],
        [t.region, [...new Set([member.province, member.city])].join(' ')],
        [t.address, member.address],
        [t.employeeCode, member.employeeCode],
        [t.invitateCode, member.invitateCode],
        [
          t.registered,
          <span key="at" className="tabular">
            {shanghaiTime(member.createdAt)}
          </span>,
        ],
      ]}
    />
  )
}
