import { type KeyboardEvent, type Ref, useEffect, useId, useMemo, useState } from 'react'
import { Field, FIELD_BOX, type Wrapped } from './field.tsx'
import { defineMessages, useText } from './language.tsx'

const messages = defineMessages(
  {
    none: '没有匹配的选项',
    more: (count: number) => `还有 ${count} 项，请继续输入`,
    choose: '请从列表中选择',
    stays: (typed: string, label: string) => `没有与「${typed}」对应的选项，仍为「${label}」`,
  },
  {
    none: 'No matches',
    more: (count: number) => `${count} more. Keep typing`,
    choose: 'Select an option from the list',
    stays: (typed: string, label: string) => `“${typed}” names no single option. Still “${label}”`,
  },
)

export type ComboboxOption = { value: string; label: string; detail?: string }

type Props = Wrapped & {
  value: string
  options: readonly ComboboxOption[]
  onChange(value: string): void
  placeholder?: string
  'data-field'?: string
  ref?: Ref<HTMLInputElement>
}

const SHOWN = 50
const textOf = ({ label, detail, value }: ComboboxOption) => `${label} ${detail ?? ''} ${value}`.toLowerCase()

/**
 * A select that is searched by typing any part of an option: words in any order. Text that matches no single option
 * stays, or the chosen option replaces it with an explanation.
 */
export function Combobox({ value, options, onChange, placeholder, ref, ...rest }: Props) {
  const { label, hint, error, required, hideLabel, className, 'data-field': field } = rest
  const t = useText(messages)
  const list = useId()
  const chosen = options.find((option) => option.value === value)
  const [typed, setTyped] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const found = useMemo(() => matchesOf(options, typed ?? ''), [options, typed])
  const offered = found.slice(0, SHOWN)
  const more = found.length - offered.length
  const listed = open && offered.length > 0

  useEffect(() => {
    if (listed) document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [listed, list, active])

  function show(): void {
    setOpen(true)
    setActive(offered.findIndex((option) => option.value === value))
  }
  function pick(option: ComboboxOption): void {
    setOpen(false)
    setTyped(null)
    setNote('')
    if (option.value !== value) onChange(option.value)
  }
  function leave(): void {
    setOpen(false)
    if (typed === null) return
    const text = typed.trim()
    const one = oneOf(found, text)
    if (text && one) return pick(one)
    if (text && !chosen) return setNote(t.choose)
    setTyped(null)
    if (text && chosen) setNote(t.stays(text, chosen.label))
    else if (value) onChange('')
  }
  function cancel(): void {
    setOpen(false)
    setTyped(null)
    setNote('')
  }
  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    const { key } = event
    const option = offered[active]
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      if (!open) return show()
      const next = key === 'ArrowDown' ? active + 1 : active < 0 ? offered.length - 1 : active - 1
      setActive((next + offered.length) % Math.max(1, offered.length))
    } else if (open && (key === 'Enter' || key === 'Escape')) {
      event.preventDefault()
      event.stopPropagation()
      if (key === 'Escape') cancel()
      else if (option) pick(option)
      else if (!typed?.trim()) leave()
    }
  }

  return (
    <Field {...{ label, hint, error, required, hideLabel, className }}>
      {(aria) => (
        <div className="relative">
          <input
            {...aria}
            ref={ref}
            type="text"
            role="combobox"
            autoComplete="off"
            spellCheck={false}
            data-field={field}
            aria-expanded={listed}
            aria-controls={list}
            aria-autocomplete="list"
            {...(listed && active >= 0 && { 'aria-activedescendant': `${list}-${active}` })}
            placeholder={placeholder}
            value={typed !== null && (open || !chosen) ? typed : (chosen?.label ?? '')}
            onFocus={(event) => event.target.select()}
            onClick={() => !open && show()}
            onChange={(event) => {
              setTyped(event.target.value)
              setNote('')
              setActive(event.target.value.trim() ? 0 : -1)
              setOpen(true)
            }}
            onKeyDown={press}
            onBlur={leave}
            className={`${FIELD_BOX} arrow h-9 pr-7`}
          />
          <div
            id={list}
            role="listbox"
            aria-label={label}
            tabIndex={-1}
            hidden={!listed}
            // Keeps the focus in the input.
            onMouseDown={(event) => event.preventDefault()}
            className="absolute inset-x-0 top-full z-20 mt-1 max-h-72 overflow-auto rounded border border-line bg-raised py-1 shadow-float"
          >
            {listed &&
              offered.map((option, n) => (
                <button
                  key={option.value}
                  id={`${list}-${n}`}
                  type="button"
                  role="option"
                  tabIndex={-1}
                  aria-selected={n === active}
                  onMouseMove={() => n !== active && setActive(n)}
                  onClick={() => pick(option)}
                  className="flex w-full items-baseline gap-3 px-2.5 py-1.5 text-left aria-selected:bg-accent-soft"
                >
                  <span className={`min-w-0 break-words ${option.value === value ? 'font-semibold' : ''}`}>
                    {option.label}
                  </span>
                  {option.detail && (
                    <span className="ml-auto tabular text-small text-muted">{option.detail}</span>
                  )}
                </button>
              ))}
            {more > 0 && (
              <p aria-hidden="true" className="px-2.5 py-1 text-small text-muted">
                {t.more(more)}
              </p>
            )}
          </div>
          <p role="status" className={listed ? 'sr-only' : 'mt-1 text-small text-muted empty:hidden'}>
            {listed && more > 0 ? t.more(more) : open && found.length === 0 ? t.none : note}
          </p>
        </div>
      )}
    </Field>
  )
}

function matchesOf(options: readonly ComboboxOption[], typed: string): ComboboxOption[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return options.filter((option) => words.every((word) => textOf(option).includes(word)))
}

/** The only match, or the only option with this name. */
function oneOf(found: readonly ComboboxOption[], text: string): ComboboxOption | undefined {
  const called = found.filter(({ label, value }) => [label, value].some((name) => same(name, text)))
  return found.length === 1 ? found[0] : called.length === 1 ? called[0] : undefined
}
const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
