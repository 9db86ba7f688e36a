import { problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/use-session.ts'
import { countInvoices, listInvoices } from '../../contract/endpoints/invoices.ts'
import { INVOICE_STATES, type InvoiceState } from '../../contract/orders.ts'
import { atLeast } from '../../contract/session.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Amount } from '../../ui/amount.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState, Skeleton, StatusDot, type Tone } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { FilterChips, FilterMenu } from './filter-menu.tsx'
import { InvoiceCell } from './invoice-cell.tsx'
import { invoiceMessages } from './invoice-messages.ts'
import { countWords } from './list-count.ts'
import { useListAddress } from './list-address.ts'
import { type ListState, listQuery } from './list-filters.ts'
import { ListSearch, StateChoice } from './list-search.tsx'
import { usePdfViewer } from './pdf-viewer.tsx'
import { usePages } from './use-pages.ts'

const TONES: Record<InvoiceState, Tone> = {
  open: 'neutral',
  issuing: 'info',
  issued: 'good',
  'partly-issued': 'warn',
  failed: 'bad',
  unsupported: 'neutral',
}

/** Invoices of all orders by status. */
export function Component() {
  const t = useText(invoiceMessages)
  const { language } = useLanguage()
  const user = useSession()?.user
  const { state, q, narrowed, change, searchFor, clear, leaving } = useListAddress()
  const { viewer, show } = usePdfViewer()
  const query = listQuery(state, q, user?.username ?? '')
  const { list, rows, totals } = usePages(listInvoices, countInvoices, query)

  const filter = (filters: ListState['filters']) => change({ filters })
  return (
    <>
      <PageHeader title={t.title} detail={totals && rows.length > 0 && t.total(countWords(totals))} />
      <div className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-3">
        <ListSearch label={t.search} hint={t.searchHint} searched={q} onSearch={searchFor} />
        <FilterMenu
          filters={state.filters}
          onChange={filter}
          mayOthers={user !== undefined && atLeast(user.role, 'manager')}
          offers={[]}
        />
      </div>
      <StateChoice
        label={t.state}
        states={['', ...INVOICE_STATES]}
        current={state.filters.state ?? ''}
        word={(one) => (one === '' ? t.all : t[one as InvoiceState])}
        onChoose={(one) => filter({ ...state.filters, state: one })}
      />
      <FilterChips filters={state.filters} onChange={filter} />
      {list.isPending && <Skeleton label={t.loading} rows={8} />}
      {list.error && (
        <ProblemBanner
          {...problemText(list.error, language)}
          action={<Button onClick={() => void list.refetch()}>{t.retry}</Button>}
        />
      )}
      {list.data && rows.length === 0 && (
        <EmptyState
          action={
            narrowed ? (
              <Button onClick={clear}>{t.clear}</Button>
            ) : (
              <ButtonLink to="/orders">{t.toOrders}</ButtonLink>
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
          rowKey={({ orderId }) => orderId}
          to={({ orderId }) => `/orders/${orderId}`}
          state={leaving}
          columns={[
            {
              name: t.order,
              cell: (one) => (
                <>
                  {one.holderName ?? t.unnamed}
                  <span className="block text-small font-normal text-muted">{one.productName}</span>
                </>
              ),
            },
            { name: t.status, cell: (one) => <StatusDot tone={TONES[one.state]}>{t[one.state]}</StatusDot> },
            {
              name: t.invoiceTitle,
              wide: true,
              cell: (one) =>
                one.invoiceTitle && (
                  <>
                    {one.invoiceTitle}
                    <span className="block text-small text-muted">
                      {one.invoiceType === 'company' ? t.company : t.person}
                    </span>
                  </>
                ),
            },
            {
              name: t.requested,
              wide: 'very',
              cell: (one) => (
                <span className="tabular whitespace-nowrap">
                  {one.requestedAt ? shanghaiTime(one.requestedAt) : '—'}
                </span>
              ),
            },
            {
              name: t.amount,
              align: 'right',
              wide: true,
              cell: (one) => <Amount fen={one.payable} />,
            },
            {
              name: t.actions,
              align: 'right',
              cell: (one) => <InvoiceCell invoice={one} onShow={show} />,
            },
          ]}
        />
      )}
      {list.hasNextPage && (
        <div className="mt-4 text-center">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t.more}
          </Button>
        </div>
      )}
      {viewer}
    </>
  )
}
