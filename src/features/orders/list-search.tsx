import { type FormEvent, useState } from 'react'
import * as z from 'zod/mini'
import { Search } from '../../contract/orders.ts'
import { fieldWords } from '../../contract/problems.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { SearchIcon } from '../../ui/staff-icons.tsx'
import { useLanguage } from '../../ui/language.tsx'

const faultOf = (text: string) => z.safeParse(Search, text).error?.issues[0]?.message

/** `searched` is the current search term. */
export function ListSearch({
  label,
  hint,
  searched,
  onSearch,
}: {
  label: string
  hint: string
  searched: string
  onSearch(text: string): void
}) {
  const [typed, setTyped] = useState(searched)
  const [before, setBefore] = useState(searched)
  const [tried, setTried] = useState(false)
  const { language } = useLanguage()
  if (before !== searched) {
    setBefore(searched)
    setTyped(searched)
  }
  const fault = faultOf(typed)
  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!fault) onSearch(typed.trim())
  }
  return (
    <form role="search" aria-label={hint} onSubmit={submit} className="flex w-full gap-2 md:w-96">
      <TextField
        className="flex-1"
        label={label}
        hideLabel
        type="search"
        placeholder={hint}
        value={typed}
        error={fault && (tried || faultOf(searched)) ? fieldWords(fault, language) : undefined}
        onChange={(event) => {
          setTyped(event.target.value)
          if (event.target.value === '') onSearch('')
        }}
      />
      <Button type="submit" aria-label={label} className="h-9">
        <SearchIcon />
      </Button>
    </form>
  )
}

/** Status tabs. */
export function StateChoice({
  label,
  states,
  current,
  word,
  onChoose,
}: {
  label: string
  states: readonly string[]
  current: string
  word(state: string): string
  onChoose(state: string): void
}) {
  return (
    <div role="group" aria-label={label} className="mb-3 flex flex-wrap gap-1">
      {states.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={current === one}
          onClick={() => onChoose(one)}
          className="h-8 rounded px-2.5 text-muted hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent"
        >
          {word(one)}
        </button>
      ))}
    </div>
  )
}
