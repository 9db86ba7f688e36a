import { type FormEvent, useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import * as paths from '../contract/paths.ts'
import { hashOfSupportNumber } from '../contract/support-number.ts'
import { isSingleKey } from '../lib/single-keys.ts'
import { SearchIcon } from '../ui/staff-icons.tsx'
import { useText } from '../ui/language.tsx'
import { messages } from './messages.ts'

/**
 * Global order search; `/` focuses it. The term is passed as history state, so that names and mobile numbers stay out
 * of URLs. The order list puts its own search field in this place.
 */
export function OrderSearch() {
  const t = useText(messages)
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const [typed, setTyped] = useState('')
  useEffect(focusBySlash, [])
  function submit(event: FormEvent) {
    event.preventDefault()
    const q = typed.trim()
    // With its dash it is a support number; an order number may have as many letters.
    if (q.includes('-') && hashOfSupportNumber(q)) void navigate(paths.to(paths.attempt, { number: q }))
    else if (q) void navigate(paths.orders, { state: { q } })
    setTyped('')
  }
  if (pathname === paths.orders) return null
  return (
    <form role="search" onSubmit={submit} className="group relative min-w-0 flex-1 md:max-w-96">
      <span className="pointer-events-none absolute top-2 left-2.5 text-faint max-md:left-2">
        <SearchIcon />
      </span>
      <input
        type="search"
        aria-label={t.findOrders}
        aria-keyshortcuts="/"
        placeholder={t.findOrders}
        title={t.findHint}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="h-8 w-full rounded border border-line bg-raised pr-8 pl-8 text-ink hover:border-line-strong max-md:pr-1 max-md:pl-7 [&:placeholder-shown::-webkit-search-cancel-button]:hidden"
      />
      <kbd
        aria-hidden="true"
        className="pointer-events-none absolute top-1.5 right-2 rounded border border-line px-1.5 font-sans text-small text-faint group-focus-within:hidden max-md:hidden pointer-coarse:hidden"
      >
        /
      </kbd>
    </form>
  )
}

/** `/` pressed outside of a field focuses the first search field, unless it is switched off. */
function focusBySlash(): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (!isSingleKey(event, '/')) return
    const field = document.querySelector<HTMLInputElement>('[role=search] input')
    if (!field) return
    event.preventDefault()
    field.focus()
    field.select()
  }
  document.addEventListener('keydown', pressed)
  return () => document.removeEventListener('keydown', pressed)
}
