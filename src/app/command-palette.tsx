import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Role } from '../contract/session.ts'
import { useText } from '../ui/language.tsx'
import { messages } from './messages.ts'
import { useFindings } from './use-findings.ts'

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

/** Finds pages, actions, members, products and orders. One field; arrow keys choose, Enter opens. */
export function CommandPalette({ role, onClose }: { role: Role; onClose(): void }) {
  const t = useText(messages)
  const navigate = useNavigate()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const { groups, asking } = useFindings(typed, role)
  const field = useRef<HTMLInputElement>(null)
  // The dialog opens before this component has loaded, and cannot focus the field.
  useLayoutEffect(() => field.current?.focus(), [])
  const all = groups.flatMap(({ findings }) => findings)
  const active = Math.min(at, all.length - 1)

  function open(to: string | undefined) {
    if (to === undefined) return
    onClose()
    void navigate(to)
  }
  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const step = STEPS[event.key]
    if (step !== undefined && all.length > 0) {
      event.preventDefault()
      const next = (active + step + all.length) % all.length
      setAt(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      open(all[active]?.to)
    }
  }
  return (
    <div>
      <input
        ref={field}
        type="search"
        role="combobox"
        aria-label={t.findAnything}
        aria-expanded={all.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(all.length > 0 && { 'aria-activedescendant': `${id}-${active}` })}
        placeholder={t.findAnythingHint}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={press}
        className="h-10 w-full rounded border border-line-strong bg-raised px-3 text-ink"
      />
      <div id={`${id}-list`} role="listbox" aria-label={t.findAnything} className="mt-3 h-80 overflow-y-auto">
        {groups.map(({ name, findings }) => (
          <div key={name} role="group" aria-label={name}>
            <p aria-hidden="true" className="px-2 pt-2 pb-1 text-small text-muted">
              {name}
            </p>
            {findings.map((finding) => {
              const { key, to, label, detail } = finding
              const own = all.indexOf(finding)
              return (
                <button
                  key={key}
                  type="button"
                  // The field keeps the focus; arrow keys choose.
                  tabIndex={-1}
                  id={`${id}-${own}`}
                  role="option"
                  aria-selected={own === active}
                  onPointerMove={() => setAt(own)}
                  onClick={() => open(to)}
                  className="flex min-h-9 w-full cursor-pointer items-center text-left gap-3 rounded px-2 aria-selected:bg-accent-soft aria-selected:text-accent forced-colors:aria-selected:outline-2"
                >
                  <span className="min-w-0 truncate">{label}</span>
                  {detail && <span className="ml-auto truncate text-small text-muted">{detail}</span>}
                </button>
              )
            })}
          </div>
        ))}
        {all.length === 0 && !asking && <p className="px-2 py-6 text-center text-muted">{t.nothingFound}</p>}
      </div>
      <p role="status" className="sr-only">
        {typed && !asking && t.findings(all.length)}
      </p>
    </div>
  )
}
