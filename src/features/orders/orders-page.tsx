import { type ComponentType, useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { usePages } from '../../api/use-pages.ts'
import { useSession } from '../../api/use-session.ts'
import { ACTION_WHY_WORDS } from '../../contract/action-words.ts'
import * as paths from '../../contract/paths.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import type { OrderSummary } from '../../contract/orders.ts'
import type { OrderStatus } from '../../contract/place-order.ts'
import { atLeast } from '../../contract/session.ts'
import { countWords } from '../../lib/count-words.ts'
import { listQuery } from '../../lib/list-state.ts'
import { yuan } from '../../lib/yuan.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { AboutNote } from '../../ui/amount.tsx'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { useListAddress } from '../../ui/list-address.ts'
import { ListPage } from '../../ui/list-page.tsx'
import { SelectionBar } from '../../ui/selection-bar.tsx'
import { DataTable } from '../../ui/table.tsx'
import { NoteMany, RefreshMany, SettleMany } from './bulk-dialogs.tsx'
import { useEstimate } from './due.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { ColumnMenu, useColumnChoice, useOrderColumns } from './list-columns.tsx'
import { listMessages } from './list-messages.ts'
import { ORDER_RULES, useOrderFields, useStatusChips } from './order-filters.ts'
import { ordersList } from './queries.ts'

const STATES = [
  'uncertain',
  'unpaid',
  'paid',
  'issued',
  'surrendering',
  'surrendered',
  'refunded',
  'failed',
] as const satisfies OrderStatus[]

type Parts = {
  InvoiceMany: ComponentType<{ orders: readonly OrderSummary[]; open: boolean; onClose(): void }>
  ZipMany: ComponentType<{ orders: readonly OrderSummary[]; open: boolean; onClose(): void }>
}

/** Orders, with search, filters, counts by status, and bulk actions. */
export function OrdersPage({ InvoiceMany, ZipMany }: Parts) {
  const t = useText(listMessages)
  const { language } = useLanguage()
  const user = useSession()?.user
  const mayExport = user !== undefined && atLeast(user.role, 'manager')
  const address = useListAddress(ORDER_RULES)
  const { state, q, narrowed, change, leaving } = address
  const [exporting, setExporting] = useState(false)
  const columns = useColumnChoice()
  const query = listQuery(ORDER_RULES, state, q, user?.username ?? '')
  const { list, rows, totals, settled } = usePages(ordersList, query)
  const { status, attention, closed, ...rest } = state.filters
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const picked = rows.filter(({ id }) => chosen.has(id))
  const [only, another] = picked
  const [bulk, setBulk] = useState<'refresh' | 'zip' | 'invoice' | 'settle' | 'note' | null>(null)
  const done = () => setBulk(null)
  useExactHit(q, list.isSuccess && !list.isPlaceholderData && !narrowedByFilter(state.filters), rows)
  const counts = totals?.states
  const estimate = useEstimate()
  const sell = (
    <ButtonLink to={paths.sales} look="primary">
      {t.sell}
    </ButtonLink>
  )
  return (
    <>
      <ListPage
        texts={t}
        total={
          totals &&
          (totals.more
            ? t.totalMore(totals.count.toLocaleString('en'))
            : t.total(countWords(totals), yuan(totals.payable ?? 0)))
        }
        actions={
          <>
            {!mayExport && <span className="text-small text-muted max-sm:hidden">{t.exportOnly}</span>}
            <Button disabled={!mayExport} onClick={() => setExporting(true)}>
              {t.export}
            </Button>
            {(rows.length > 0 || narrowed) && sell}
          </>
        }
        address={address}
        searchInBar
        states={{
          names: [...STATES, 'closed', 'attention'],
          current: attention ? 'attention' : closed ? 'closed' : (status ?? ''),
          word: (one) =>
            one === 'attention'
              ? t.attention
              : one === 'closed'
                ? t.closedState
                : ORDER_STATUS_WORDS[one as OrderStatus][language],
          ...(counts && {
            count: (one: string) => (counts[one === '' ? 'all' : one] ?? 0).toLocaleString('en'),
          }),
          choose: (one) =>
            change({
              filters: {
                ...rest,
                ...(one === 'attention' || one === 'closed' ? { [one]: '1' } : { status: one }),
              },
            }),
        }}
        fields={useOrderFields()}
        chips={useStatusChips(status)}
        tools={<ColumnMenu {...columns} />}
        list={list}
        problem={list.error && problemText(list.error, language)}
        count={rows.length}
        settled={settled}
        start={sell}
      >
        <DataTable
          label={t.title}
          rows={rows}
          columns={useOrderColumns(columns.chosen, state, (sort, order) => change({ sort, order }))}
          rowKey={(order) => order.id}
          to={(order) => paths.to(paths.order, { id: order.id })}
          state={leaving}
          selection={{
            chosen,
            all: t.selectAll,
            label: ({ holderName }) => t.select(holderName ?? ''),
            onChange: setChosen,
          }}
        />
        {rows.some((order) => estimate(order) !== null) && <AboutNote>{t.expected}</AboutNote>}
        {picked.length > 0 && (
          <SelectionBar
            words={t.selected(picked.length)}
            sum={yuan(picked.reduce((sum, { payable }) => sum + (payable ?? 0), 0))}
            hint={t.keys}
            clear={t.unselect}
            onClear={() => setChosen(new Set())}
          >
            <Button onClick={() => setBulk('zip')}>{t.zipMany}</Button>
            <Button onClick={() => setBulk('invoice')}>{t.invoiceMany}</Button>
            <Button onClick={() => setBulk('refresh')}>{t.refreshMany}</Button>
            <ActionButton
              why={mayExport ? null : ACTION_WHY_WORDS['managers-only'][language]}
              onClick={() => setBulk('settle')}
            >
              {t.settleMany}
            </ActionButton>
            <Button onClick={() => setBulk('note')}>{t.noteMany}</Button>
            {only && !another && (
              <ButtonLink to={paths.to(paths.saleAgain, { orderId: only.id })}>{t.sellAgain}</ButtonLink>
            )}
          </SelectionBar>
        )}
      </ListPage>
      <RefreshMany orders={picked} open={bulk === 'refresh'} onClose={done} />
      <SettleMany orders={picked} open={bulk === 'settle'} onClose={done} />
      <NoteMany orders={picked} open={bulk === 'note'} onClose={done} />
      <InvoiceMany orders={picked} open={bulk === 'invoice'} onClose={done} />
      <ZipMany orders={picked} open={bulk === 'zip'} onClose={done} />
      <ExportDialog query={query} totals={totals} open={exporting} onClose={() => setExporting(false)} />
    </>
  )
}

const narrowedByFilter = (filters: Record<string, string | undefined>) => Object.keys(filters).length > 0

/** A number that finds one order opens it. Going back does not open it again. */
function useExactHit(q: string, ready: boolean, rows: readonly OrderSummary[]): void {
  const navigate = useNavigate()
  const [only, another] = rows
  const id = ready && /\d{4}/.test(q) && only && !another ? only.id : null
  useEffect(() => {
    if (id) void navigate(paths.to(paths.order, { id }), { replace: true, state: { from: paths.orders } })
  }, [id, navigate])
}
