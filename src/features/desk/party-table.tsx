import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useUserName } from '../../api/user-names.tsx'
import { problemText } from '../../api/problem-text.ts'
import { COUNTED, type Desk, type Figures, PARTY_KINDS, type PartyKind } from '../../contract/desk.ts'
import { csvFile } from '../../lib/inert-cell.ts'
import { saveFile } from '../../lib/save-file.ts'
import { Amount } from '../../ui/amount.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { Segmented } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'
import { ordersOf } from './period.ts'
import { partiesQuery } from './queries.ts'
import { shareWords } from './words.ts'

const FIRST = 8
const FILTERS = { product: 'productCode', clerk: 'by', member: 'memberId', partner: 'partnerId' } as const
type Kind = keyof typeof FILTERS
type Row = Figures & { id: string; name: string; filter: string }

/** The period's figures by product, clerk, member or partner. Rows link to the orders that they add up. */
export function PartyTable({ desk, ownOnly }: { desk: Desk; ownOnly: boolean }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [kind, setKind] = useState<Kind>('product')
  const [all, setAll] = useState(false)
  const nameOf = useUserName()
  const kinds: Kind[] = ['product', ...PARTY_KINDS.filter((one) => !ownOnly || one !== 'clerk')]
  const by: PartyKind | null = kind === 'product' ? null : kind
  const asked = useQuery({ ...partiesQuery(desk, by ?? 'clerk'), enabled: by !== null })
  const rows: Row[] | undefined = by
    ? asked.data?.items
    : desk.products.map((one) => ({
        ...one,
        id: one.productCode,
        name: one.productName,
        filter: one.productCode,
      }))
  const { premium } = desk.figures
  const title = t.byKind(kind)

  function save() {
    const head = [t.kindColumn(kind), t.ordered, t.issuedCount, t.returned, t.premium]
    const body = (rows ?? []).map((row) => [
      kind === 'clerk' ? nameOf(row.name) : row.name,
      row.ordered,
      row.issued,
      row.returnedAmount / 100,
      row.premium / 100,
    ])
    saveFile(csvFile([head, ...body]), `${title} ${desk.from} ${desk.to}.csv`)
  }
  return (
    <section aria-label={title} className="border-t border-line py-5">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h3 className="font-semibold">{title}</h3>
        <div className="flex flex-wrap items-center gap-2">
          <Segmented<Kind>
            label={t.groupBy}
            hideLabel
            value={kind}
            options={kinds.map((value) => ({ value, label: t.kindColumn(value) }))}
            onChange={(next) => {
              setKind(next)
              setAll(false)
            }}
          />
          {rows && rows.length > 0 && <Button onClick={save}>{t.csv}</Button>}
        </div>
      </div>
      {by && asked.error && (
        <ProblemBanner
          {...problemText(asked.error, language)}
          action={<Button onClick={() => void asked.refetch()}>{t.retry}</Button>}
        />
      )}
      {by && asked.isPending && <Skeleton label={t.loading} rows={3} />}
      {rows?.length === 0 && <EmptyState>{t.noneOfKind}</EmptyState>}
      {rows && rows.length > 0 && (
        <DataTable
          label={title}
          rows={all ? rows : rows.slice(0, FIRST)}
          rowKey={({ id }) => id}
          to={({ filter }) => ordersOf(desk, { statuses: COUNTED.issued, [FILTERS[kind]]: filter })}
          columns={[
            { name: t.kindColumn(kind), cell: ({ name }) => (kind === 'clerk' ? nameOf(name) : name) },
            {
              name: t.ordered,
              align: 'right',
              wide: true,
              cell: ({ ordered }) => <span className="tabular">{ordered.toLocaleString('en')}</span>,
            },
            {
              name: t.issuedCount,
              align: 'right',
              cell: ({ issued }) => <span className="tabular">{issued.toLocaleString('en')}</span>,
            },
            {
              name: t.returned,
              align: 'right',
              wide: true,
              cell: ({ returnedAmount }) => <Amount fen={returnedAmount} />,
            },
            {
              name: t.share,
              align: 'right',
              wide: 'very',
              cell: (row) => (
                <span className="inline-flex items-center gap-2">
                  <span className="h-2 w-20 rounded bg-line" aria-hidden="true">
                    <span
                      className="block h-full rounded bg-accent"
                      style={{ width: `${premium === 0 ? 0 : (row.premium / premium) * 100}%` }}
                    />
                  </span>
                  <span className="tabular w-10">{shareWords(row.premium, premium)}</span>
                </span>
              ),
            },
            { name: t.premium, align: 'right', cell: (row) => <Amount fen={row.premium} /> },
          ]}
        />
      )}
      {rows && !all && rows.length > FIRST && (
        <div className="mt-3">
          <Button onClick={() => setAll(true)}>{t.moreRows(rows.length - FIRST)}</Button>
        </div>
      )}
    </section>
  )
}
