import { type ReactNode, useState } from 'react'
import { readProblemText } from '../../api/problem-text.ts'
import type { Order } from '../../contract/orders.ts'
import { yuan } from '../../lib/yuan.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FileIconButton } from '../../ui/file-button.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Pager } from '../../ui/pager.tsx'
import { PoliciesIcon } from '../../ui/staff-icons.tsx'
import { StateChoice } from '../../ui/state-choice.tsx'
import { DataTable } from '../../ui/table.tsx'
import { useFileViewer } from '../../ui/use-file-viewer.tsx'
import { messages } from './messages.ts'
import { peopleMessages } from './people-messages.ts'
import { stateWords, usePersonColumns } from './person-columns.tsx'
import { isException, type PersonRow, personRows } from './person-rows.ts'

const PAGE = 20

/** The order's people with their policies: counted by status, searched, a page at a time. */
export function PeopleTable({
  order,
  actions,
}: {
  order: Order
  /** Actions for the selected policies. Without them nothing is selected. */
  actions?(chosen: ReadonlySet<string>, forget: () => void): ReactNode
}) {
  const t = useText(messages)
  const p = useText(peopleMessages)
  const { language } = useLanguage()
  const [state, setState] = useState('')
  const [typed, setTyped] = useState('')
  const [page, setPage] = useState(0)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { viewer, show } = useFileViewer(readProblemText)
  const all = personRows(order)
  const wordOf = (row: PersonRow) => stateWords(row, language)
  const counts = new Map<string, number>()
  for (const row of all) counts.set(wordOf(row), (counts.get(wordOf(row)) ?? 0) + 1)
  const wanted = typed.trim().toLowerCase()
  const rows = all.filter(
    (row) =>
      (state === '' || wordOf(row) === state) &&
      [row.name, row.cardNo, row.policyCode, row.contact]
        .filter(Boolean)
        .join(' ')
        .toLowerCase()
        .includes(wanted),
  )
  const paged = page !== -1 && rows.length > PAGE
  const first = paged ? Math.min(page, Math.floor((rows.length - 1) / PAGE)) * PAGE : 0
  const shown = paged ? rows.slice(first, first + PAGE) : rows
  const columns = usePersonColumns(all, ({ policy }) => (
    <span className="inline-flex justify-end">
      {policy && (
        <>
          <FileIconButton
            icon={<PoliciesIcon />}
            label={p.policyFile}
            about={policy.policyCode}
            path={policy.policyFile}
            onShow={show}
          />
          <FileIconButton
            label={p.certificateFile}
            about={policy.policyCode}
            path={policy.certificateFile}
            onShow={show}
          />
        </>
      )}
    </span>
  ))
  const picked = all.filter(({ key }) => chosen.has(key))
  const codes = new Set(picked.flatMap(({ policyCode }) => policyCode ?? []))
  const premium = picked.reduce((sum, { fee }) => sum + (fee ?? 0), 0)
  const forget = () => setChosen(new Set())
  if (all.length === 0) return <p className="text-muted">{t.peopleLater}</p>
  return (
    <>
      {!(order.platform && order.platform.insured.length > 0) && (
        <p className="mb-2 text-muted">{order.platform ? t.enteredOnly : t.asEntered}</p>
      )}
      {(counts.size > 1 || all.length > 8) && (
        <div className="flex flex-wrap items-start justify-between gap-x-4">
          <StateChoice
            label={p.byState}
            states={['', ...(counts.size > 1 ? counts.keys() : [])]}
            current={state}
            word={(one) => one || p.everybody}
            count={(one) => (one === '' ? all.length : (counts.get(one) ?? 0)).toLocaleString('en')}
            onChoose={(one) => {
              setState(one)
              if (paged) setPage(0)
            }}
          />
          <TextField
            className="mb-2 w-56 max-sm:w-full"
            label={p.find}
            hideLabel
            type="search"
            placeholder={p.find}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              if (paged) setPage(0)
            }}
          />
        </div>
      )}
      <DataTable
        label={t.peoplePolicies}
        rows={shown}
        rowKey={({ key }) => key}
        columns={columns}
        tone={(row) => (isException(row) ? 'warn' : null)}
        {...(actions &&
          order.policies.length > 1 && {
            selection: {
              chosen,
              all: p.chooseShown,
              label: ({ name }: PersonRow) => p.choosePerson(name ?? ''),
              onChange: setChosen,
            },
          })}
      />
      {rows.length === 0 && <p className="py-4 text-muted">{p.nobodyFound}</p>}
      <Pager
        first={first}
        shown={shown.length}
        all={rows.length}
        size={PAGE}
        everything={page === -1}
        onPage={setPage}
      />
      {actions && picked.length > 0 && (
        <div
          role="status"
          className="sticky bottom-0 z-5 flex flex-wrap items-center gap-3 border-t border-line bg-raised px-3 py-2 shadow-float max-md:bottom-14"
        >
          <span>
            <strong>{p.chosen(picked.length)}</strong>
            {premium > 0 && <span className="tabular text-muted"> {yuan(premium)}</span>}
          </span>
          {actions(codes, forget)}
          <Button look="quiet" onClick={forget}>
            {p.unchoose}
          </Button>
        </div>
      )}
      {viewer}
    </>
  )
}
