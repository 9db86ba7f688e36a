import { useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/use-session.ts'
import { countPolicies, listPolicies } from '../../contract/endpoints/policies.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import { POLICY_STATES } from '../../contract/orders.ts'
import type { OrderStatus } from '../../contract/place-order.ts'
import { platformWord } from '../../contract/platform-words.ts'
import { atLeast } from '../../contract/session.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState, Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { FilterChips, FilterMenu } from './filter-menu.tsx'
import { countWords } from './list-count.ts'
import { useListAddress } from './list-address.ts'
import { type ListState, listQuery } from './list-filters.ts'
import { ListSearch, StateChoice } from './list-search.tsx'
import { OrderStatusDot } from './order-status.tsx'
import { FileButton, usePdfViewer } from './pdf-viewer.tsx'
import { policyMessages } from './policy-messages.ts'
import { usePages } from './use-pages.ts'
import { ZipDialog } from './zip-dialog.tsx'
import { MOST_POLICIES } from './zip-policies.ts'

const FILTERS = ['from', 'to'] as const

/** Policies of all orders: search, view and download. */
export function Component() {
  const t = useText(policyMessages)
  const { language } = useLanguage()
  const user = useSession()?.user
  const { state, q, narrowed, change, searchFor, clear, leaving } = useListAddress()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [zipping, setZipping] = useState(false)
  const { viewer, show } = usePdfViewer()
  const query = listQuery(state, q, user?.username ?? '')
  const { list, rows, totals } = usePages(listPolicies, countPolicies, query)
  const key = ({ orderId, policyCode }: (typeof rows)[number]) => `${orderId} ${policyCode}`
  const status = ({ status: ours, policyStatus }: (typeof rows)[number]) =>
    ours ? <OrderStatusDot status={ours} /> : policyStatus ? platformWord(policyStatus, language) : t.none
  const picked = rows.filter((row) => chosen.has(key(row)))

  const filter = (filters: ListState['filters']) => {
    setChosen(new Set())
    change({ filters })
  }
  return (
    <>
      <PageHeader title={t.title} detail={totals && rows.length > 0 && t.total(countWords(totals))} />
      <div className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-3">
        <ListSearch label={t.search} hint={t.searchHint} searched={q} onSearch={searchFor} />
        <FilterMenu
          filters={state.filters}
          onChange={filter}
          mayOthers={user !== undefined && atLeast(user.role, 'manager')}
          offers={FILTERS}
          days="cover"
        />
      </div>
      <StateChoice
        label={t.state}
        states={['', ...POLICY_STATES]}
        current={state.filters.state ?? ''}
        word={(one) => (one === '' ? t.all : ORDER_STATUS_WORDS[one as OrderStatus][language])}
        onChoose={(one) => filter({ ...state.filters, state: one })}
      />
      <FilterChips filters={state.filters} onChange={filter} days="cover" />
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
        <>
          {picked.length > 0 && (
            <div
              role="status"
              className="sticky bottom-16 z-5 mb-3 flex flex-wrap items-center gap-3 rounded border border-line-strong bg-raised px-3 py-2 md:top-2 md:bottom-auto"
            >
              <span className="font-semibold">{t.chosen(picked.length)}</span>
              <Button
                look="primary"
                disabled={picked.length > MOST_POLICIES}
                onClick={() => setZipping(true)}
              >
                {t.zip(picked.length)}
              </Button>
              {picked.length > MOST_POLICIES && (
                <span className="text-small text-warn">{t.tooMany(MOST_POLICIES)}</span>
              )}
              <Button look="quiet" onClick={() => setChosen(new Set())}>
                {t.unchoose}
              </Button>
            </div>
          )}
          <DataTable
            label={t.title}
            rows={rows}
            rowKey={key}
            to={({ orderId }) => `/orders/${orderId}`}
            state={leaving}
            selection={{
              chosen,
              all: t.chooseAll,
              label: ({ policyCode }) => t.choose(policyCode),
              onChange: setChosen,
            }}
            columns={[
              {
                name: t.policyCode,
                cell: (one) => (
                  <>
                    <span className="tabular inline-block min-w-[16ch] wrap-anywhere">{one.policyCode}</span>
                    <span className="block text-small font-normal text-muted">
                      <span className="text-ink @min-[560px]:hidden">{one.insuredName} </span>
                      {one.productName}
                    </span>
                    <span className="block font-normal @min-[560px]:hidden">{status(one)}</span>
                  </>
                ),
              },
              { name: t.insured, wide: true, cell: (one) => one.insuredName ?? t.none },
              { name: t.holder, wide: 'very', cell: (one) => one.holderName ?? t.none },
              {
                name: t.period,
                wide: true,
                cell: (one) => (
                  <span className="tabular whitespace-nowrap">
                    {one.startDate ? `${one.startDate} – ${one.endDate}` : t.none}
                  </span>
                ),
              },
              {
                name: t.status,
                wide: true,
                cell: status,
              },
              {
                name: t.files,
                align: 'right',
                cell: (one) => (
                  <span className="inline-flex flex-wrap justify-end">
                    <FileButton label={t.policy} about={one.policyCode} path={one.policyFile} onShow={show} />
                    <FileButton
                      label={t.certificate}
                      about={one.policyCode}
                      path={one.certificateFile}
                      onShow={show}
                    />
                  </span>
                ),
              },
            ]}
          />
        </>
      )}
      {list.hasNextPage && (
        <div className="mt-4 text-center">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t.more}
          </Button>
        </div>
      )}
      <ZipDialog policies={picked} open={zipping} onClose={() => setZipping(false)} />
      {viewer}
    </>
  )
}
