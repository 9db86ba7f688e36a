import { useState } from 'react'
import { ATTENTION_WORDS } from '../../contract/attention-words.ts'
import { CHANNEL_WORDS } from '../../contract/glossary.ts'
import type { OrderSummary } from '../../contract/orders.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Amount } from '../../ui/amount.tsx'
import { StatusDot } from '../../ui/feedback.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { Column } from '../../ui/table.tsx'
import type { ListState } from '../../lib/list-state.ts'
import { listMessages } from './list-messages.ts'
import { messages } from './messages.ts'
import { OrderStatusCell } from './order-status.tsx'

const KEY = 'order-columns'
const CHOICE = [
  'status',
  'period',
  'people',
  'orderCode',
  'created',
  'amount',
  'by',
  'payType',
  'member',
  'outSerialNo',
] as const
type Choice = (typeof CHOICE)[number]
const USUAL: readonly Choice[] = ['status', 'period', 'people', 'orderCode', 'created', 'amount']
/** Besides the order column, which is always shown. */
const MOST = 6

function remembered(): readonly Choice[] {
  try {
    const kept = (localStorage.getItem(KEY) ?? '').split(',')
    const known = CHOICE.filter((one) => kept.includes(one))
    return known.length > 0 ? known.slice(0, MOST) : USUAL
  } catch {
    // Storage may be blocked: the choice then lasts until reload.
    return USUAL
  }
}

export function useColumnChoice() {
  const [chosen, setChosen] = useState(remembered)
  return {
    chosen,
    choose(column: Choice, wanted: boolean) {
      const next = CHOICE.filter((one) => (one === column ? wanted : chosen.includes(one)))
      setChosen(next)
      try {
        localStorage.setItem(KEY, next.join(','))
      } catch {
        // Storage may be blocked.
      }
    },
  }
}

export function ColumnMenu({ chosen, choose }: ReturnType<typeof useColumnChoice>) {
  const t = useText(messages)
  const list = useText(listMessages)
  return (
    <Menu label={list.columns}>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 text-small text-muted">{list.columnsHint}</legend>
        {CHOICE.map((column) => {
          const on = chosen.includes(column)
          return (
            <Checkbox
              key={column}
              label={t[column]}
              checked={on}
              disabled={!on && chosen.length >= MOST}
              onChange={(event) => choose(column, event.target.checked)}
            />
          )
        })}
      </fieldset>
    </Menu>
  )
}

/** The list's columns. Three are sortable. */
export function useOrderColumns(
  chosen: readonly Choice[],
  { sort, order }: ListState,
  onSort: (sort: ListState['sort'], order: ListState['order']) => void,
): Column<OrderSummary>[] {
  const t = useText(messages)
  const list = useText(listMessages)
  const { language } = useLanguage()
  const sortable = (name: ListState['sort']) => ({
    sort: {
      direction: sort === name ? order : null,
      toggle: () => onSort(name, sort === name && order === 'desc' ? 'asc' : 'desc'),
    },
  })
  const tabular = (text: string | null) => <span className="tabular whitespace-nowrap">{text ?? '—'}</span>
  const columns: Record<Choice, Column<OrderSummary>> = {
    status: { name: t.status, cell: (one) => <OrderStatusCell {...one} /> },
    period: {
      name: t.period,
      wide: true,
      ...sortable('start'),
      cell: (one) => tabular(one.startDate && `${one.startDate} – ${one.endDate}`),
    },
    people: { name: t.people, wide: true, cell: (one) => tabular(t.countPeople(one.insuredCount)) },
    orderCode: { name: t.orderCode, wide: 'very', cell: (one) => tabular(one.orderCode) },
    created: {
      name: t.created,
      wide: 'very',
      ...sortable('created'),
      cell: (one) => tabular(shanghaiTime(one.createdAt)),
    },
    amount: {
      name: t.amount,
      align: 'right',
      ...sortable('amount'),
      cell: (one) => <Amount fen={one.payable} />,
    },
    by: { name: t.by, wide: true, cell: (one) => one.createdBy },
    payType: {
      name: t.payType,
      wide: true,
      cell: (one) => (one.payType === 'credit' ? t.credit : t.cash),
    },
    member: { name: t.member, wide: true, cell: (one) => tabular(one.memberId) },
    outSerialNo: { name: t.outSerialNo, wide: 'very', cell: (one) => tabular(one.outSerialNo) },
  }
  return [
    {
      name: t.order,
      cell: (one) => (
        <>
          <span className="flex flex-wrap items-center gap-x-3">
            {one.holderName ?? t.unnamed}
            {one.attention.length > 0 && (
              <span
                className="text-small font-normal text-warn"
                title={one.attention.map((reason) => ATTENTION_WORDS[reason][language]).join('\n')}
              >
                <StatusDot tone="warn">{list.attention}</StatusDot>
              </span>
            )}
          </span>
          <span className="block text-small font-normal text-muted">
            {one.productName}
            {one.channel !== 'staff' && ` · ${CHANNEL_WORDS[one.channel][language]}`}
          </span>
        </>
      ),
    },
    ...CHOICE.filter((one) => chosen.includes(one)).map((one) => columns[one]),
  ]
}
