import type { ComponentProps } from 'react'
import { Field, FIELD_BOX, type Wrapped } from './field.tsx'

/** What the swatch shows while no colour is typed: the portal's accent. */
const OWN = '#0f5e63'

type Props = Wrapped &
  Pick<ComponentProps<'input'>, 'value' | 'onChange'> & {
    'data-field'?: string
    /** The swatch's label. */
    pick: string
  }

/** A colour as #rrggbb, typed or picked. */
export function ColourField({ label, hint, error, required, className, pick, value, ...input }: Props) {
  const typed = String(value)
  return (
    <Field {...{ label, hint, error, required, className }}>
      {(aria) => (
        <div className="flex gap-2">
          <input
            type="color"
            aria-label={pick}
            value={/^#[0-9a-f]{6}$/i.test(typed) ? typed.toLowerCase() : OWN}
            onChange={input.onChange}
            className="h-9 w-11 shrink-0 cursor-pointer rounded border border-line-strong bg-raised p-1"
          />
          <input
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={value}
            {...input}
            {...aria}
            className={`${FIELD_BOX} h-9`}
          />
        </div>
      )}
    </Field>
  )
}
