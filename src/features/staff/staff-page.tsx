import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/use-session.ts'
import type { Staff } from '../../contract/staff.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { AddStaffDialog } from './add-staff-dialog.tsx'
import { ChangeStaffDialog } from './change-staff-dialog.tsx'
import { FactorRules } from './factor-rules.tsx'
import { messages } from './messages.ts'
import { staffQuery } from './queries.ts'

export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const me = useSession()?.user.id
  const staff = useQuery(staffQuery)
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<string | null>(null)
  const items = staff.data?.items ?? []
  const admins = items.filter(({ role, disabledAt }) => role === 'admin' && disabledAt === null)
  const isLastAdmin = ({ id }: Staff) => admins.length === 1 && admins[0]?.id === id
  const person = items.find(({ id }) => id === changing)
  return (
    <>
      <PageHeader
        title={t.title}
        detail={t.about}
        actions={
          <Button look="primary" onClick={() => setAdding(true)}>
            {t.add}
          </Button>
        }
      />
      {staff.isPending && <Skeleton label={t.loading} rows={4} />}
      {staff.error && (
        <ProblemBanner
          {...problemText(staff.error, language)}
          action={<Button onClick={() => void staff.refetch()}>{t.retry}</Button>}
        />
      )}
      {items.length > 0 && (
        <DataTable
          label={t.title}
          rows={items}
          rowKey={({ id }) => id}
          columns={[
            {
              name: t.username,
              cell: (one) => (
                <span className="font-semibold">
                  {one.displayName ?? one.username}
                  {one.displayName && <span className="ml-2 font-normal text-muted">{one.username}</span>}
                  {one.salesperson && (
                    <span className="block text-small font-normal text-muted">
                      {t.practice(one.salesperson.name, one.salesperson.practiceNo)}
                    </span>
                  )}
                  {one.id === me && <span className="font-normal text-muted">　{t.you}</span>}
                </span>
              ),
            },
            { name: t.role, cell: (one) => t[one.role] },
            {
              name: t.may,
              wide: 'very',
              cell: (one) => (
                <span className="text-small text-muted">
                  {{ clerk: t.clerkMay, manager: t.managerMay, admin: t.adminMay }[one.role]}
                </span>
              ),
            },
            {
              name: t.status,
              wide: true,
              cell: (one) => (
                <StatusDot tone={one.disabledAt ? 'neutral' : 'good'}>
                  {one.disabledAt ? t.disabled : t.active}
                </StatusDot>
              ),
            },
            {
              name: t.factor,
              wide: true,
              cell: (one) =>
                one.secondFactor ? t.factorOn : <span className="text-muted">{t.factorOff}</span>,
            },
            {
              name: t.signedIn,
              wide: true,
              cell: (one) => (
                <span className="tabular whitespace-nowrap">
                  {one.signedInAt ? shanghaiTime(one.signedInAt) : t.notSignedIn}
                </span>
              ),
            },
            {
              name: t.actions,
              align: 'right',
              cell: (one) => (
                <Button onClick={() => setChanging(one.id)}>
                  {t.change}
                  <span className="sr-only">{one.username}</span>
                </Button>
              ),
            },
          ]}
        />
      )}
      <FactorRules />
      <AddStaffDialog open={adding} onClose={() => setAdding(false)} />
      <ChangeStaffDialog
        person={person}
        isMe={person !== undefined && person.id === me}
        isLastAdmin={person !== undefined && isLastAdmin(person)}
        onClose={() => setChanging(null)}
      />
    </>
  )
}
