import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { uuidv7 } from 'uuidv7'
import { call } from '../../api/call.ts'
import { prefetch } from '../../api/prefetch.ts'
import { problemText } from '../../api/problem-text.ts'
import { deleteDraft } from '../../contract/endpoints/drafts.ts'
import * as paths from '../../contract/paths.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { CloseIcon } from '../../ui/more-icons.tsx'
import { SellIcon } from '../../ui/staff-icons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'
import { draftsQuery } from './queries.ts'

export const { loader, shouldRevalidate } = prefetch(() => [draftsQuery])

export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const navigate = useNavigate()
  const client = useQueryClient()
  const drafts = useQuery(draftsQuery)
  const remove = useMutation({
    mutationFn: (id: string) => call(deleteDraft, { params: { id } }),
    onSettled: () => client.invalidateQueries(draftsQuery),
  })
  const create = (
    <Button look="primary" onClick={() => void navigate(paths.to(paths.sale, { draftId: uuidv7() }))}>
      <SellIcon />
      {t.create}
    </Button>
  )
  return (
    <>
      <PageHeader title={t.title} detail={t.about} actions={drafts.data?.items.length !== 0 && create} />
      {drafts.isPending && <Skeleton label={t.loading} rows={3} />}
      {drafts.error && (
        <ProblemBanner
          {...problemText(drafts.error, language)}
          action={<Button onClick={() => void drafts.refetch()}>{t.retry}</Button>}
        />
      )}
      {remove.error && <ProblemBanner {...problemText(remove.error, language)} />}
      {drafts.data?.items.length === 0 && <EmptyState action={create}>{t.noDrafts}</EmptyState>}
      {drafts.data && drafts.data.items.length > 0 && (
        <DataTable
          label={t.drafts}
          rows={drafts.data.items}
          rowKey={(draft) => draft.id}
          to={(draft) => paths.to(paths.sale, { draftId: draft.id })}
          columns={[
            {
              name: t.holderOrFirst,
              cell: (draft) => (draft.unreadable ? t.unreadable : draft.holder || draft.title || t.untitled),
            },
            { name: t.chooseProduct, cell: (draft) => draft.productName ?? draft.productCode },
            {
              name: t.peopleColumn,
              align: 'right',
              wide: true,
              cell: (draft) => <span className="tabular">{draft.people || '—'}</span>,
            },
            { name: t.groupNo, wide: true, cell: (draft) => draft.groupNo || '—' },
            {
              name: t.savedAt,
              align: 'right',
              wide: true,
              cell: (draft) => <span className="tabular">{shanghaiTime(draft.updatedAt)}</span>,
            },
            {
              name: t.remove,
              align: 'right',
              cell: (draft) => (
                <RemoveButton
                  key={draft.id}
                  label={`${t.remove} ${draft.holder || draft.title || t.untitled}`}
                  onRemove={() => remove.mutate(draft.id)}
                />
              ),
            },
          ]}
        />
      )}
    </>
  )
}

/** Deleting a draft takes two presses. Leaving the button resets the first. */
function RemoveButton({ label, onRemove }: { label: string; onRemove(): void }) {
  const t = useText(messages)
  const [sure, setSure] = useState(false)
  return (
    <button
      type="button"
      aria-label={sure ? `${t.removeForGood} ${label}` : label}
      onClick={() => (sure ? onRemove() : setSure(true))}
      onBlur={() => setSure(false)}
      className="relative z-1 -my-2 rounded p-2 whitespace-nowrap text-muted hover:bg-bad-soft hover:text-bad"
    >
      {sure ? <span className="font-semibold text-bad">{t.removeForGood}</span> : <CloseIcon />}
    </button>
  )
}
