import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useSearchParams } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import { OrderList, type OrderStatus, type OrderSummary } from '../../contract/orders.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Amount } from '../../ui/amount.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState, Skeleton } from '../../ui/feedback.tsx'
import { TextField } from '../../ui/field.tsx'
import { SearchIcon } from '../../ui/icons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { type Column, DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'
import { OrderStatusDot } from './order-status.tsx'

const FILTERS: OrderStatus[] = [
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
  const { language } = useLanguage()
  const [search, setSearch] = useSearchParams()
  // A name or a mobile has no place in an address, so what is searched for stays out of it.
  const [q, setQ] = useState('')
  const [typed, setTyped] = useState('')
  const status = search.get('status') ?? ''

  const orders = useInfiniteQuery({
    queryKey: ['orders', 'list', { q, status }],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '30' })
      if (q) query.set('q', q)
      if (status) query.set('status', status)
      if (pageParam) query.set('cursor', pageParam)
      return request(OrderList, `/api/orders?${query.toString()}`)
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  const rows = orders.data?.pages.flatMap((page) => page.items) ?? []

  function submit(event: FormEvent) {
    event.preventDefault()
    setQ(typed.trim())
  }
  function clear() {
    setTyped('')
    setQ('')
    setSearch({})
  }

  const columns: Column<OrderSummary>[] = [
    {
      name: t.order,
      cell: (order) => (
        <>
          {order.holderName ?? t.unnamed}
          <span className="block text-small font-normal text-muted">{order.productName}</span>
        </>
      ),
    },
    { name: t.status, cell: (order) => <OrderStatusDot status={order.status} /> },
    {
      name: t.period,
      wide: true,
      cell: (order) =>
        order.startDate ? (
          <span className="tabular whitespace-nowrap">
            {order.startDate} – {order.endDate}
          </span>
        ) : (
          '—'
        ),
    },
    { name: t.people, wide: true, cell: (order) => t.countPeople(order.insuredCount) },
    {
      name: t.orderCode,
      wide: true,
      cell: (order) => <span className="tabular">{order.orderCode ?? '—'}</span>,
    },
    {
      name: t.created,
      wide: true,
      cell: (order) => <span className="tabular whitespace-nowrap">{shanghaiTime(order.createdAt)}</span>,
    },
    { name: t.amount, align: 'right', cell: (order) => <Amount fen={order.amount} /> },
  ]

  return (
    <>
      <PageHeader
        title={t.title}
        actions={
          <ButtonLink to="/sell" look="primary">
            {t.sell}
          </ButtonLink>
        }
      />
      <div className="mb-4 flex flex-wrap items-center gap-x-6 gap-y-3">
        <form role="search" onSubmit={submit} className="flex w-full gap-2 md:w-96">
          <TextField
            className="flex-1"
            label={t.search}
            hideLabel
            type="search"
            placeholder={t.searchHint}
            value={typed}
            maxLength={64}
            onChange={(event) => {
              setTyped(event.target.value)
              if (event.target.value === '') setQ('')
            }}
          />
          <Button type="submit" aria-label={t.search} className="h-9">
            <SearchIcon />
          </Button>
        </form>
        <div role="group" aria-label={t.statusFilter} className="flex flex-wrap gap-1">
          {['', ...FILTERS].map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={status === one}
              onClick={() => setSearch(one ? { status: one } : {})}
              className="h-8 rounded px-2.5 text-muted hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent"
            >
              {one ? ORDER_STATUS_WORDS[one as OrderStatus][language] : t.all}
            </button>
          ))}
        </div>
      </div>
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
            q || status ? (
              <Button onClick={clear}>{t.clear}</Button>
            ) : (
              <ButtonLink to="/sell">{t.sell}</ButtonLink>
            )
          }
        >
          {q || status ? t.noneFound : t.empty}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <DataTable
          label={t.title}
          rows={rows}
          columns={columns}
          rowKey={(order) => order.id}
          to={(order) => `/orders/${order.id}`}
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
