import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { ACT_WORDS } from '../../contract/audit-words.ts'
import { AUDIT_ACTS } from '../../contract/audit.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { AuditTable } from './audit-table.tsx'
import { ChainVerdict } from './chain-verdict.tsx'
import { messages } from './messages.ts'
import { auditQuery } from './queries.ts'

const FILTERS = ['actor', 'act', 'subject', 'from', 'to'] as const

/** The audit log: chain verdict, filters in the URL, newest entries first. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const [search, setSearch] = useSearchParams()
  const query = Object.fromEntries(FILTERS.map((name) => [name, search.get(name) ?? undefined]))
  const filtered = FILTERS.some((name) => search.get(name))
  const log = useInfiniteQuery(auditQuery(query))

  const set = (name: (typeof FILTERS)[number]) => (event: { target: { value: string } }) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        if (event.target.value) next.set(name, event.target.value)
        else next.delete(name)
        return next
      },
      { replace: true },
    )
  const value = (name: (typeof FILTERS)[number]) => search.get(name) ?? ''
  const items = log.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHeader title={t.title} detail={t.about} />
      <ChainVerdict />
      <div className="my-5 grid grid-cols-2 items-end gap-3 md:grid-cols-3 lg:grid-cols-[1fr_1.2fr_1.4fr_1fr_1fr_auto]">
        <TextField label={t.actor} placeholder={t.actorHint} value={value('actor')} onChange={set('actor')} />
        <SelectField
          label={t.act}
          placeholder={t.anyAct}
          value={value('act')}
          onChange={set('act')}
          options={AUDIT_ACTS.map((act) => ({ value: act, label: ACT_WORDS[act][language] }))}
        />
        <TextField
          className="max-md:col-span-2"
          label={t.subject}
          value={value('subject')}
          onChange={set('subject')}
        />
        <TextField type="date" label={t.from} value={value('from')} onChange={set('from')} />
        <TextField type="date" label={t.to} value={value('to')} onChange={set('to')} />
        <Button disabled={!filtered} onClick={() => setSearch({}, { replace: true })}>
          {t.clear}
        </Button>
      </div>
      {log.error && (
        <ProblemBanner
          {...problemText(log.error, language)}
          action={<Button onClick={() => void log.refetch()}>{t.retry}</Button>}
        />
      )}
      {log.isPending && <Skeleton label={t.loading} rows={8} />}
      {log.data && items.length === 0 && <EmptyState>{filtered ? t.none : t.empty}</EmptyState>}
      {items.length > 0 && <AuditTable entries={items} />}
      {log.hasNextPage && (
        <p className="mt-4">
          <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t.more}
          </Button>
        </p>
      )}
    </>
  )
}
