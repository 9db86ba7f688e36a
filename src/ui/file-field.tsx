import { Field, type Wrapped } from './field.tsx'

/** File input with drag and drop. `chosen`: the current file name. */
export function FileField({
  label,
  hint,
  error,
  required,
  chosen,
  chooseLabel,
  accept,
  onChoose,
  'data-field': field,
}: Wrapped & {
  'data-field'?: string
  chosen: string | null
  chooseLabel: string
  accept: string
  onChoose(file: File): void
}) {
  const take = (file: File | undefined) => file && onChoose(file)
  return (
    <Field {...{ label, hint, error, required }}>
      {(aria) => (
        <span
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault()
            take(event.dataTransfer.files[0])
          }}
          className={`relative flex min-h-14 items-center justify-center rounded border border-dashed px-4 py-3 text-center hover:border-accent hover:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent ${error ? 'border-bad' : 'border-line-strong'}`}
        >
          <input
            type="file"
            accept={accept}
            data-field={field}
            {...aria}
            className="absolute inset-0 cursor-pointer opacity-0"
            onChange={(event) => {
              take(event.target.files?.[0])
              // Lets the user choose the same file again after fixing it.
              event.target.value = ''
            }}
          />
          <span className={chosen ? 'wrap-anywhere' : 'font-semibold text-accent'}>
            {chosen ?? chooseLabel}
          </span>
        </span>
      )}
    </Field>
  )
}
