import { useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/use-session.ts'
import { listOrders, readOrderTotals } from '../../contract/endpoints/orders.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import type { OrderStatus } from '../../contract/place-order.ts'
import { atLeast } from '../../contract/session.ts'
import { yuan } from '../../lib/yuan.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState, Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { FilterChips, FilterMenu } from './filter-menu.tsx'
import { ColumnMenu, useColumnChoice, useOrderColumns } from './list-columns.tsx'
import { countWords } from './list-count.ts'
import { useListAddress } from './list-address.ts'
import { listQuery } from './list-filters.ts'
import { ListSearch, StateChoice } from './list-search.tsx'
import { listMessages } from './list-messages.ts'
import { messages } from './messages.ts'
import { usePages } from './use-pages.ts'

const STATES: OrderStatus[] = [
  'uncertain',
  'unpaid',
  'paid',
  'issued',
  'surrendering',
  'surrendered',
  'refunded',
  'failed',
]

export function Component() {
  const t = useText(messages)
  const list = useText(listMessages)
  const { language } = useLanguage()
  const user = useSession()?.user
  const mayExport = user !== undefined && atLeast(user.role, 'manager')
  const { state, q, narrowed, change, searchFor, clear, leaving } = useListAddress()
  const [exporting, setExporting] = useState(false)
  const columns = useColumnChoice()
  const query = listQuery(state, q, user?.username ?? '')
  const { list: orders, rows, totals } = usePages(listOrders, readOrderTotals, query)
  const tableColumns = useOrderColumns(columns.chosen, state, (sort, order) => change({ sort, order }))
  function choose(status: string) {
    const { status: _, attention: __, ...rest } = state.filters
    change({ filters: status === 'attention' ? { ...rest, attention: '1' } : { ...rest, status } })
  }
  const current = state.filters.attention ? 'attention' : (state.filters.status ?? '')
  const word = (one: string) =>
    one === ''
      ? t.all
      : one === 'attention'
        ? list.attention
        : ORDER_STATUS_WORDS[one as OrderStatus][language]

  return (
    <>
      <PageHeader
        title={t.title}
        detail={
          totals &&
          rows.length > 0 &&
          (totals.more
            ? list.totalMore(totals.count.toLocaleString('en'))
            : list.total(countWords(totals), yuan(totals.payable ?? 0)))
        }
        actions={
          <>
            {!mayExport && <span className="text-small text-muted max-sm:hidden">{list.exportOnly}</span>}
            <Button disabled={!mayExport} onClick={() => setExporting(true)}>
              {list.export}
            </Button>
            {(rows.length > 0 || narrowed) && (
              <ButtonLink to="/sell" look="primary">
                {t.sell}
              </ButtonLink>
            )}
          </>
        }
      />
      <ExportDialog query={query} totals={totals} open={exporting} onClose={() => setExporting(false)} />
      <div className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-3">
        <ListSearch label={t.search} hint={t.searchHint} searched={q} onSearch={searchFor} />
        <FilterMenu
          filters={state.filters}
          onChange={(filters) => change({ filters })}
          mayOthers={mayExport}
        />
        <div className="ml-auto">
          <ColumnMenu {...columns} />
        </div>
      </div>
      <StateChoice
        label={t.statusFilter}
        states={['', ...STATES, 'attention']}
        current={current}
        word={word}
        onChoose={choose}
      />
      <FilterChips filters={state.filters} onChange={(filters) => change({ filters })} />
      {orders.isPending && <Skeleton label={t.loading} rows={8} />}
      {orders.error && (
        <ProblemBanner
          {...problemText(orders.error, language)}
          action={<Button onClick={() => void orders.refetch()}>{t.retry}</Button>}
        />
      )}
      {orders.data && rows.length === 0 && (
        <EmptyState
          action={
            narrowed ? (
              <Button onClick={clear}>{t.clear}</Button>
            ) : (
              <ButtonLink to="/sell" look="primary">
                {t.sell}
              </ButtonLink>
            )
          }
        >
          {narrowed ? t.noneFound : t.empty}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <DataTable
          label={t.title}
          rows={rows}
          columns={tableColumns}
          rowKey={(order) => order.id}
          to={(order) => `/orders/${order.id}`}
          state={leaving}
        />
      )}
      {orders.hasNextPage && (
        <div className="mt-4 text-center">
          <Button busy={orders.isFetchingNextPage} onClick={() => void orders.fetchNextPage()}>
            {t.more}
          </Button>
        </div>
      )}
    </>
  )
}
