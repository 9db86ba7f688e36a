import { type ComponentProps, type ReactNode, useId } from 'react'

export type Wrapped = {
  label: string
  hint?: ReactNode
  error?: string | undefined
  required?: boolean
  /** `wide`: hides the label on wide screens, where a header row shows it. */
  hideLabel?: boolean | 'wide'
  className?: string
}
type Aria = { id: string; 'aria-required'?: true; 'aria-invalid'?: true; 'aria-describedby'?: string }

const labelClass = (hide: boolean | 'wide' | undefined) =>
  hide === true ? 'sr-only' : `mb-1 block text-muted ${hide === 'wide' ? 'row:sr-only' : ''}`

/** Label above, hint and error below. The error is linked with aria-describedby. */
export function Field({
  label,
  hint,
  error,
  required,
  hideLabel,
  className = '',
  children,
}: Wrapped & { children: (aria: Aria) => ReactNode }) {
  const id = useId()
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={`min-w-0 ${className}`}>
      <label htmlFor={id} className={labelClass(hideLabel)}>
        {label}
        {required && hideLabel !== true && (
          <span className="text-bad" aria-hidden="true">
            {' '}
            *
          </span>
        )}
      </label>
      {children({
        id,
        ...(required && { 'aria-required': true }),
        ...(error && { 'aria-invalid': true }),
        ...(describedBy && { 'aria-describedby': describedBy }),
      })}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-small text-faint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1 text-small text-bad">
          {error}
        </p>
      )}
    </div>
  )
}

export const FIELD_BOX =
  'block w-full rounded border border-line-strong bg-raised px-2.5 text-ink transition-colors hover:border-muted aria-invalid:border-bad disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken'

type TextProps = Wrapped & Omit<ComponentProps<'input'>, 'className'>

export function TextField({ label, hint, error, required, hideLabel, className, ...input }: TextProps) {
  return (
    <Field {...{ label, hint, error, required, hideLabel, className }}>
      {(aria) => <input type="text" autoComplete="off" {...input} {...aria} className={`${FIELD_BOX} h-9`} />}
    </Field>
  )
}

type SelectProps = Wrapped &
  Omit<ComponentProps<'select'>, 'className'> & {
    options: readonly { value: string; label: string }[]
    placeholder?: string
  }

export function SelectField({
  label,
  hint,
  error,
  required,
  hideLabel,
  className,
  options,
  placeholder,
  ...select
}: SelectProps) {
  return (
    <Field {...{ label, hint, error, required, hideLabel, className }}>
      {(aria) => (
        <select {...select} {...aria} className={`${FIELD_BOX} arrow h-9 appearance-none pr-6`}>
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

type AreaProps = Wrapped & Omit<ComponentProps<'textarea'>, 'className'>

export function TextArea({ label, hint, error, required, hideLabel, className, ...area }: AreaProps) {
  return (
    <Field {...{ label, hint, error, required, hideLabel, className }}>
      {(aria) => <textarea rows={6} {...area} {...aria} className={`${FIELD_BOX} py-2`} />}
    </Field>
  )
}

type CheckProps = Omit<ComponentProps<'input'>, 'type' | 'className'> & {
  label: ReactNode
  error?: string | undefined
}

export function Checkbox({ label, error, ...input }: CheckProps) {
  const id = useId()
  return (
    <div>
      <label className="flex items-start gap-2">
        <input
          type="checkbox"
          {...input}
          {...(error && { 'aria-invalid': true, 'aria-describedby': `${id}-error` })}
          className="mt-1 size-4 shrink-0 accent-accent"
        />
        <span>{label}</span>
      </label>
      {error && (
        <p id={`${id}-error`} className="mt-1 text-small text-bad">
          {error}
        </p>
      )}
    </div>
  )
}

/** A radio group with visible options. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
  hideLabel,
  hint,
  error,
  disabled,
  'data-field': field,
}: {
  'data-field'?: string
  label: string
  value: Value | ''
  options: readonly { value: Value; label: string; disabled?: boolean }[]
  onChange(value: Value): void
  /** `wide`: hides the label on wide screens, where a header row shows it. */
  hideLabel?: boolean | 'wide' | undefined
  hint?: ReactNode
  error?: string | undefined
  disabled?: boolean
}) {
  const name = useId()
  return (
    <fieldset
      className="min-w-0"
      disabled={disabled}
      {...(error && { 'aria-invalid': true })}
      {...((hint || error) && { 'aria-describedby': error ? `${name}-error` : `${name}-hint` })}
    >
      <legend className={labelClass(hideLabel)}>{label}</legend>
      <div className={`inline-flex rounded border bg-raised ${error ? 'border-bad' : 'border-line-strong'}`}>
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-8.5 items-center border-line-strong px-3 text-center max-sm:px-1.5 not-first:border-l first:rounded-l last:rounded-r has-checked:bg-accent-soft has-checked:font-semibold has-checked:text-accent has-disabled:cursor-not-allowed has-disabled:bg-sunken has-disabled:text-muted has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              data-field={field}
              disabled={option.disabled}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {hint && (
        <p id={`${name}-hint`} className="mt-1 text-small text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${name}-error`} className="mt-1 text-small text-bad">
          {error}
        </p>
      )}
    </fieldset>
  )
}
