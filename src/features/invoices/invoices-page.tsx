import { prefetchList } from '../../api/prefetch.ts'
import { problemText, readProblemText } from '../../api/problem-text.ts'
import { COMMON_RULES, useCommonFilters } from '../../api/use-common-filters.ts'
import { usePages } from '../../api/use-pages.ts'
import { useSession } from '../../api/use-session.ts'
import { INVOICE_STATES, type InvoiceState } from '../../contract/invoices.ts'
import * as paths from '../../contract/paths.ts'
import { countWords } from '../../lib/count-words.ts'
import { type ListRules, listQuery } from '../../lib/list-state.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Amount } from '../../ui/amount.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import type { Tone } from '../../ui/feedback.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { useListAddress } from '../../ui/list-address.ts'
import { ListPage } from '../../ui/list-page.tsx'
import { DataTable } from '../../ui/table.tsx'
import { useFileViewer } from '../../ui/use-file-viewer.tsx'
import { InvoiceCell } from './invoice-cell.tsx'
import { invoiceMessages } from './messages.ts'
import { invoicesList } from './queries.ts'

const TONES: Record<InvoiceState, Tone> = {
  open: 'neutral',
  issuing: 'info',
  issued: 'good',
  'partly-issued': 'warn',
  failed: 'bad',
  unsupported: 'neutral',
}

/** The filters in the list's address. */
const RULES: ListRules = {
  filters: { state: (value) => INVOICE_STATES.some((state) => state === value), ...COMMON_RULES },
  sorts: [],
}

export const { loader, shouldRevalidate } = prefetchList(invoicesList, RULES)

/** Invoices of all orders by status. */
export function Component() {
  const t = useText(invoiceMessages)
  const { language } = useLanguage()
  const user = useSession()?.user
  const address = useListAddress(RULES)
  const { state, q, change, leaving } = address
  const { named, mine } = useCommonFilters(language)
  const { viewer, show } = useFileViewer(readProblemText)
  const query = listQuery(RULES, state, q, user?.username ?? '')
  const { list, rows, totals, settled } = usePages(invoicesList, query)
  return (
    <>
      <ListPage
        texts={t}
        total={totals && t.total(countWords(totals))}
        address={address}
        states={{
          names: INVOICE_STATES,
          current: state.filters['state'] ?? '',
          word: (one) => t[one as InvoiceState],
          choose: (one) => change({ filters: { ...state.filters, state: one } }),
        }}
        fields={[...named, ...mine]}
        list={list}
        problem={list.error && problemText(list.error, language)}
        count={rows.length}
        settled={settled}
        start={<ButtonLink to={paths.orders}>{t.toOrders}</ButtonLink>}
      >
        <DataTable
          label={t.title}
          rows={rows}
          rowKey={({ orderId }) => orderId}
          to={({ orderId }) => paths.to(paths.order, { id: orderId })}
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
      </ListPage>
      {viewer}
    </>
  )
}
