import { type ReactNode, useId } from 'react'

/** A checkbox with a large target and its fault below. */
export function Tick({
  label,
  checked,
  onChange,
  error,
  field,
}: {
  label: ReactNode
  checked: boolean
  onChange(checked: boolean): void
  error?: string | undefined
  field?: string
}) {
  const id = useId()
  return (
    <div>
      <label className="flex min-h-11 items-start gap-3 py-2">
        <input
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          {...(field && { 'data-field': field })}
          {...(error && { 'aria-invalid': true, 'aria-describedby': id })}
          className="mt-0.75 size-5 shrink-0 accent-accent"
        />
        <span className="min-w-0 flex-1">{label}</span>
      </label>
      {error && (
        <p id={id} className="mb-2 pl-8 text-base text-bad">
          {error}
        </p>
      )}
    </div>
  )
}
