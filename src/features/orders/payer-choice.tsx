import { useId } from 'react'
import { type Payer, PAYERS } from '../../contract/payers.ts'
import { useText } from '../../ui/language.tsx'
import { payerMessages } from './payer-messages.ts'

/** The possible answers. The distributor pays only where it is the policyholder. */
export function PayerChoice({
  value,
  isOwn,
  error,
  onChange,
  'data-field': field,
}: {
  'data-field': string
  value: Payer | ''
  isOwn: boolean
  error: string | undefined
  onChange(payer: Payer): void
}) {
  const t = useText(payerMessages)
  const id = useId()
  const how = { customer: t.customerHow, distributor: t.distributorHow, staff: t.staffHow }
  return (
    <fieldset {...(error && { 'aria-describedby': id })}>
      <legend className="sr-only">{t.ask}</legend>
      <div className={`divide-y divide-line rounded border ${error ? 'border-bad' : 'border-line-strong'}`}>
        {PAYERS.filter((one) => one !== 'distributor' || isOwn).map((one) => (
          <label
            key={one}
            className="grid grid-cols-[auto_1fr] gap-x-3 px-3 py-2 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="payer"
              data-field={field}
              className="mt-1 size-4 shrink-0 accent-accent"
              checked={value === one}
              onChange={() => onChange(one)}
            />
            <strong>{t[one]}</strong>
            <span className="col-start-2 text-small text-muted">{how[one]}</span>
          </label>
        ))}
      </div>
      {error && (
        <p id={id} className="mt-1 text-small text-bad">
          {error}
        </p>
      )}
    </fieldset>
  )
}
