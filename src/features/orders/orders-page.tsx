import { useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import { usePages } from '../../api/use-pages.ts'
import { useSession } from '../../api/use-session.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import * as paths from '../../contract/paths.ts'
import type { OrderStatus } from '../../contract/place-order.ts'
import { atLeast } from '../../contract/session.ts'
import { countWords } from '../../lib/count-words.ts'
import { listQuery } from '../../lib/list-state.ts'
import { yuan } from '../../lib/yuan.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { useListAddress } from '../../ui/list-address.ts'
import { ListPage } from '../../ui/list-page.tsx'
import { DataTable } from '../../ui/table.tsx'
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

export function Component() {
  const t = useText(listMessages)
  const { language } = useLanguage()
  const user = useSession()?.user
  const mayExport = user !== undefined && atLeast(user.role, 'manager')
  const address = useListAddress(ORDER_RULES)
  const { state, q, narrowed, change, leaving } = address
  const [exporting, setExporting] = useState(false)
  const columns = useColumnChoice()
  const query = listQuery(ORDER_RULES, state, q, user?.username ?? '')
  const { list, rows, totals } = usePages(ordersList, query)
  const { status, attention, ...rest } = state.filters
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
        states={{
          names: [...STATES, 'attention'],
          current: attention ? 'attention' : (status ?? ''),
          word: (one) =>
            one === 'attention' ? t.attention : ORDER_STATUS_WORDS[one as OrderStatus][language],
          choose: (one) =>
            change({ filters: { ...rest, ...(one === 'attention' ? { attention: '1' } : { status: one }) } }),
        }}
        fields={useOrderFields()}
        chips={useStatusChips(status)}
        tools={<ColumnMenu {...columns} />}
        list={list}
        problem={list.error && problemText(list.error, language)}
        count={rows.length}
        start={sell}
      >
        <DataTable
          label={t.title}
          rows={rows}
          columns={useOrderColumns(columns.chosen, state, (sort, order) => change({ sort, order }))}
          rowKey={(order) => order.id}
          to={(order) => paths.to(paths.order, { id: order.id })}
          state={leaving}
        />
      </ListPage>
      <ExportDialog query={query} totals={totals} open={exporting} onClose={() => setExporting(false)} />
    </>
  )
}
