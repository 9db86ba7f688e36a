import { UserName, useUserName } from '../../api/user-names.tsx'
import { useState } from 'react'
import { ATTENTION_WORDS } from '../../contract/attention-words.ts'
import { CHANNEL_WORDS } from '../../contract/glossary.ts'
import type { OrderSummary } from '../../contract/orders.ts'
import { shanghaiDay } from '../../contract/days.ts'
import { Created } from '../../ui/created.tsx'
import { DataText } from '../../ui/data-text.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { Column } from '../../ui/table.tsx'
import type { ListState } from '../../lib/list-state.ts'
import { Due } from './due.tsx'
import { listMessages } from './list-messages.ts'
import { messages } from './messages.ts'
import { daysOf } from './order-title.ts'
import { OrderStatusCell } from './order-status.tsx'

const KEY = 'order-columns-2'
const CHOICE = [
  'product',
  'status',
  'departure',
  'period',
  'member',
  'groupNo',
  'payType',
  'by',
  'orderCode',
  'outSerialNo',
  'created',
  'amount',
] as const
type Choice = (typeof CHOICE)[number]
const USUAL: readonly Choice[] = ['product', 'status', 'departure', 'member', 'created', 'amount']
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
              label={
                column === 'departure' ? list.departure : column === 'member' ? t.memberCompany : t[column]
              }
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
  const nameOf = useUserName()
  const sortable = (name: ListState['sort']) => ({
    sort: {
      direction: sort === name ? order : null,
      toggle: () => onSort(name, sort === name && order === 'desc' ? 'asc' : 'desc'),
    },
  })
  const tabular = (text: string | null) => <span className="tabular whitespace-nowrap">{text ?? '—'}</span>
  const columns: Record<Choice, Column<OrderSummary>> = {
    status: { name: t.status, wide: true, cell: (one) => <OrderStatusCell {...one} /> },
    product: {
      name: list.productPlan,
      wide: 'very',
      cell: (one) => (
        <span
          className="block max-w-72 truncate"
          title={[one.productName, one.planName].filter(Boolean).join(' ')}
        >
          <DataText>{one.productName}</DataText>{' '}
          <span className="text-muted">
            <DataText>{one.planName}</DataText>
          </span>
        </span>
      ),
    },
    departure: {
      name: list.departure,
      wide: true,
      ...sortable('start'),
      cell: (one) => <Departure order={one} />,
    },
    period: {
      name: t.period,
      wide: true,
      cell: (one) => tabular(one.startDate && `${one.startDate} – ${one.endDate}`),
    },
    orderCode: { name: t.orderCode, wide: 'very', cell: (one) => tabular(one.orderCode) },
    created: {
      name: t.created,
      wide: 'very',
      ...sortable('created'),
      cell: (one) => <Created at={one.createdAt} by={nameOf(one.createdBy)} />,
    },
    amount: {
      name: t.amount,
      align: 'right',
      ...sortable('amount'),
      cell: (one) => <Due of={one} />,
    },
    by: { name: t.by, wide: true, cell: (one) => <UserName of={one.createdBy} /> },
    payType: {
      name: t.payType,
      wide: true,
      cell: (one) => (one.payType === 'credit' ? t.credit : t.cash),
    },
    member: {
      name: t.memberCompany,
      wide: 'very',
      cell: (one) => (
        <span className="block max-w-44 truncate" title={one.memberCompany ?? one.memberId}>
          <DataText>{one.memberCompany ?? one.memberId}</DataText>
        </span>
      ),
    },
    groupNo: { name: t.groupNo, wide: true, cell: (one) => tabular(one.groupNo) },
    outSerialNo: { name: t.outSerialNo, wide: 'very', cell: (one) => tabular(one.outSerialNo) },
  }
  return [
    {
      name: t.holder,
      cell: (one) => <Who order={one} />,
    },
    ...CHOICE.filter((one) => chosen.includes(one)).map((one) => columns[one]),
  ]
}

/** Holder, how many, and what needs attention; on a tablet the product too, on a phone also the state. */
function Who({ order }: { order: OrderSummary }) {
  const t = useText(messages)
  const list = useText(listMessages)
  const { language } = useLanguage()
  const [reason, ...more] = order.attention
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2">
        <DataText>{order.holderName ?? (order.erasedAt ? t.nameErased(order.isSealed) : t.unnamed)}</DataText>
        {order.insuredCount > 1 && (
          <span className="text-small font-normal text-muted">{list.others(order.insuredCount)}</span>
        )}
        {reason && (
          <span
            className="text-small font-normal text-warn"
            title={order.attention.map((one) => ATTENTION_WORDS[one][language]).join('\n')}
          >
            <StatusDot tone="warn">
              {list.attention}
              {more.length > 0 && ` ${order.attention.length}`}
            </StatusDot>
          </span>
        )}
        {order.channel !== 'staff' && (
          <span className="text-small font-normal text-muted @max-[880px]:hidden">
            {CHANNEL_WORDS[order.channel][language]}
          </span>
        )}
      </span>
      <span className="block text-small font-normal text-muted @min-[880px]:hidden">
        <span className="@min-[560px]:hidden">
          <OrderStatusCell {...order} /> {order.startDate && <Departure order={order} />}
        </span>
        <span className="block truncate">
          <DataText>{order.productName}</DataText>
        </span>
      </span>
    </>
  )
}

/** 12-01 明天 5 天; red when it is near and not paid. */
function Departure({ order: { startDate, endDate, status, closedAt } }: { order: OrderSummary }) {
  const t = useText(listMessages)
  const words = useText(messages)
  if (!startDate || !endDate) return '—'
  const today = shanghaiDay(Date.now())
  const left = daysOf(today, startDate) - 1
  const near = status === 'unpaid' && closedAt === null && left <= 3
  const day = startDate.slice(startDate.startsWith(today.slice(0, 5)) ? 5 : 0)
  const when =
    left === 0
      ? t.today
      : left === 1
        ? t.tomorrow
        : (words.weekdays.split(',')[new Date(startDate).getUTCDay()] ?? '')
  return (
    <span className="tabular whitespace-nowrap">
      <span className={near ? 'font-semibold text-bad' : ''}>
        {day} {when}
      </span>{' '}
      <span className="text-muted">{t.days(daysOf(startDate, endDate))}</span>
    </span>
  )
}
