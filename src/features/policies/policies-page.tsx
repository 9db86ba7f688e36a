import { useState } from 'react'
import { prefetchList } from '../../api/prefetch.ts'
import { problemText, readProblemText } from '../../api/problem-text.ts'
import { usePages } from '../../api/use-pages.ts'
import { useSession } from '../../api/use-session.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import { POLICY_STATES } from '../../contract/policies.ts'
import * as paths from '../../contract/paths.ts'
import type { OrderStatus } from '../../contract/place-order.ts'
import { countWords } from '../../lib/count-words.ts'
import { listQuery } from '../../lib/list-state.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { FileIconButton } from '../../ui/file-button.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { useListAddress } from '../../ui/list-address.ts'
import { ListPage } from '../../ui/list-page.tsx'
import { PoliciesIcon } from '../../ui/staff-icons.tsx'
import { DataTable } from '../../ui/table.tsx'
import { useFileViewer } from '../../ui/use-file-viewer.tsx'
import { POLICY_RULES, usePolicyFields } from './policy-filters.ts'
import { policyMessages } from './messages.ts'
import { PolicyStatus } from './policy-status.tsx'
import { policiesList } from './queries.ts'
import { ZipDialog } from './zip-dialog.tsx'
import { MOST_POLICIES } from './zip-policies.ts'

export const { loader, shouldRevalidate } = prefetchList(policiesList, POLICY_RULES)

/** Policies of all orders: search, view and download. */
export function Component() {
  const t = useText(policyMessages)
  const { language } = useLanguage()
  const user = useSession()?.user
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [zipping, setZipping] = useState(false)
  const address = useListAddress(POLICY_RULES)
  const { state, q, change, leaving } = address
  const { viewer, show } = useFileViewer(readProblemText)
  const query = listQuery(POLICY_RULES, state, q, user?.username ?? '')
  const { list, rows, totals, settled } = usePages(policiesList, query)
  const key = ({ orderId, policyCode }: (typeof rows)[number]) => `${orderId} ${policyCode}`
  const picked = rows.filter((row) => chosen.has(key(row)))
  return (
    <>
      <ListPage
        texts={t}
        total={totals && t.total(countWords(totals))}
        address={{
          ...address,
          change: (more) => {
            setChosen(new Set())
            change(more)
          },
        }}
        states={{
          names: POLICY_STATES,
          current: state.filters['state'] ?? '',
          word: (one) => ORDER_STATUS_WORDS[one as OrderStatus][language],
          choose: (one) => {
            setChosen(new Set())
            change({ filters: { ...state.filters, state: one } })
          },
        }}
        fields={usePolicyFields()}
        list={list}
        problem={list.error && problemText(list.error, language)}
        count={rows.length}
        settled={settled}
        start={<ButtonLink to={paths.orders}>{t.toOrders}</ButtonLink>}
      >
        {picked.length > 0 && (
          <div
            role="status"
            className="sticky bottom-14 z-5 mb-3 flex flex-wrap items-center gap-3 rounded border border-line-strong bg-raised px-3 py-2 md:top-2 md:bottom-auto"
          >
            <span className="font-semibold">{t.chosen(picked.length)}</span>
            <Button look="primary" disabled={picked.length > MOST_POLICIES} onClick={() => setZipping(true)}>
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
          to={({ orderId }) => paths.to(paths.order, { id: orderId })}
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
                  <span className="block font-normal @min-[560px]:hidden">
                    <PolicyStatus of={one} />
                  </span>
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
              cell: (one) => <PolicyStatus of={one} />,
            },
            {
              name: t.files,
              align: 'right',
              cell: (one) => (
                <span className="whitespace-nowrap">
                  <FileIconButton
                    icon={<PoliciesIcon />}
                    label={t.policy}
                    about={one.policyCode}
                    path={one.policyFile}
                    onShow={show}
                  />
                  <FileIconButton
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
      </ListPage>
      <ZipDialog policies={picked} open={zipping} onClose={() => setZipping(false)} />
      {viewer}
    </>
  )
}
