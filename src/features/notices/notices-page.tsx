import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { problemText } from '../../api/problem-text.ts'
import { testRobot } from '../../contract/endpoints/notices.ts'
import type { Robot } from '../../contract/notices.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader, Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { AddRobotDialog } from './add-robot-dialog.tsx'
import { messages } from './messages.ts'
import { NoticeLog } from './notice-log.tsx'
import { noticeSettingsQuery } from './queries.ts'
import { ChangeRobotDialog } from './change-robot-dialog.tsx'

/** The channels of notices (mail server and group robots), and the log. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const settings = useQuery(noticeSettingsQuery)
  const [adding, setAdding] = useState(false)
  return (
    <>
      <PageHeader
        title={t.title}
        detail={t.about}
        actions={
          settings.data && (
            <Button look="primary" onClick={() => setAdding(true)}>
              {t.add}
            </Button>
          )
        }
      />
      {settings.isPending && <Skeleton label={t.loading} rows={4} />}
      {settings.error && (
        <ProblemBanner
          {...problemText(settings.error, language)}
          action={<Button onClick={() => void settings.refetch()}>{t.retry}</Button>}
        />
      )}
      {settings.data && (
        <>
          <Section title={t.mail}>
            <p className="text-muted">
              {settings.data.mail ? t.mailBy(settings.data.mail.host, settings.data.mail.from) : t.noMail}
            </p>
          </Section>
          <Robots robots={settings.data.robots} />
          <NoticeLog />
        </>
      )}
      <AddRobotDialog open={adding} onClose={() => setAdding(false)} />
    </>
  )
}

function Robots({ robots }: { robots: Robot[] }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [changing, setChanging] = useState<string | null>(null)
  const test = useMutation({ mutationFn: (id: string) => call(testRobot, { params: { id } }) })
  const find = (id: string | null) => robots.find((one) => one.id === id)
  const tried = find(test.variables ?? null)
  return (
    <Section title={t.robots}>
      {robots.length === 0 && <p className="text-muted">{t.noRobots}</p>}
      <div className="mb-3 flex flex-col gap-3 empty:hidden">
        {test.error && <ProblemBanner {...problemText(test.error, language)} />}
        {test.data && tried && (
          <Banner tone={test.data.fault === null ? 'good' : 'bad'} title={tried.title}>
            {test.data.fault === null ? t.taken : t.notTaken(t.fault(test.data.fault))}
          </Banner>
        )}
      </div>
      {robots.length > 0 && (
        <DataTable
          label={t.robots}
          rows={robots}
          rowKey={({ id }) => id}
          columns={[
            { name: t.robotTitle, cell: ({ title }) => <span className="font-semibold">{title}</span> },
            {
              name: t.brand,
              cell: ({ brand, signs }) => (signs ? `${t[brand]} · ${t.signed}` : t[brand]),
            },
            {
              name: t.kinds,
              wide: 'very',
              cell: ({ kinds }) => kinds.map((kind) => t[kind]).join(' · ') || '—',
            },
            {
              name: t.actions,
              align: 'right',
              cell: ({ id, title }) => (
                <div className="flex flex-wrap justify-end gap-2">
                  <Button busy={test.isPending && test.variables === id} onClick={() => test.mutate(id)}>
                    {t.sendTest}
                    <span className="sr-only">{title}</span>
                  </Button>
                  <Button onClick={() => setChanging(id)}>
                    {t.change}
                    <span className="sr-only">{title}</span>
                  </Button>
                </div>
              ),
            },
          ]}
        />
      )}
      <ChangeRobotDialog robot={find(changing)} onClose={() => setChanging(null)} />
    </Section>
  )
}
