import { useState } from 'react'
import type { Order } from '../../contract/orders.ts'
import { Amount } from '../../ui/amount.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { useText } from '../../ui/language.tsx'
import { namesOn } from './surrender-choice.ts'
import { surrenderMessages } from './surrender-messages.ts'

type Policy = Order['policies'][number]
/** Fewer are seen at once. */
const SEARCH_FROM = 8

/** Policies with a checkbox each, searched by name or policy number. A single one has none. */
export function ChoosePolicies({
  order,
  policies,
  chosen,
  fault,
  onChange,
}: {
  order: Order
  policies: readonly Policy[]
  chosen: ReadonlySet<string>
  fault: string | undefined
  onChange(chosen: ReadonlySet<string>): void
}) {
  const t = useText(surrenderMessages)
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const rows = policies
    .map((policy) => ({ policy, words: namesOn(order, policy).join(' ') }))
    .filter(({ policy, words }) => `${words} ${policy.policyCode}`.toLowerCase().includes(wanted))
  const found = rows.map(({ policy }) => policy.policyCode)
  const all = found.length > 0 && found.every((code) => chosen.has(code))
  function set(codes: readonly string[], on: boolean) {
    const next = new Set(chosen)
    for (const code of codes)
      if (on) next.add(code)
      else next.delete(code)
    onChange(next)
  }
  return (
    <fieldset className="min-w-0" {...(fault && { 'aria-describedby': 'policies-error' })}>
      <legend className="sr-only">{t.choosePolicies}</legend>
      {policies.length >= SEARCH_FROM && (
        <TextField
          className="mb-2"
          label={t.searchPeople}
          hideLabel
          type="search"
          placeholder={t.searchPeople}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault()
          }}
        />
      )}
      {policies.length > 1 && (
        <div className="border-b border-line pb-2 text-muted">
          <Checkbox
            label={wanted === '' ? t.chooseAll(found.length) : t.chooseFound(found.length)}
            checked={all}
            disabled={found.length === 0}
            onChange={(event) => set(found, event.target.checked)}
          />
        </div>
      )}
      <ul className="max-h-[40dvh] overflow-y-auto">
        {rows.map(({ policy, words }) => (
          <li
            key={policy.policyCode}
            className="flex items-center gap-3 border-b border-line py-1 last:border-b-0"
          >
            <div className="min-w-0 flex-1">
              {policies.length > 1 ? (
                <Checkbox
                  label={<Words words={words} code={policy.policyCode} />}
                  data-field="policyCodes"
                  checked={chosen.has(policy.policyCode)}
                  onChange={(event) => set([policy.policyCode], event.target.checked)}
                />
              ) : (
                <Words words={words} code={policy.policyCode} />
              )}
            </div>
            <Amount fen={policy.premium} />
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p className="py-3 text-muted">{t.nobodyFound}</p>}
      {fault && (
        <p id="policies-error" className="pt-2 text-small text-bad">
          {fault}
        </p>
      )}
    </fieldset>
  )
}

function Words({ words, code }: { words: string; code: string }) {
  return (
    <>
      <span className="font-semibold wrap-anywhere">{words}</span>{' '}
      <span className="tabular text-small text-muted wrap-anywhere">{code}</span>
    </>
  )
}
