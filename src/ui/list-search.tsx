import { type FormEvent, useState } from 'react'
import { searchFault } from '../lib/search-fault.ts'
import { Button } from './button.tsx'
import { TextField } from './field.tsx'
import { SearchIcon } from './staff-icons.tsx'
import { useLanguage } from './language.tsx'

/** `searched` is the current search term. */
export function ListSearch({
  label,
  hint,
  searched,
  inBar,
  onSearch,
}: {
  label: string
  hint: string
  searched: string
  /** In the top bar; on phones on a line of its own. */
  inBar: boolean
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
  const fault = searchFault(typed, language)
  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!fault) onSearch(typed.trim())
  }
  return (
    <form
      role="search"
      aria-label={hint}
      onSubmit={submit}
      className={`flex w-full min-w-0 gap-2 md:w-96 ${inBar ? 'py-1.5 max-md:order-last' : ''}`}
    >
      <TextField
        className="flex-1"
        label={label}
        hideLabel
        type="search"
        placeholder={hint}
        value={typed}
        error={tried || searchFault(searched, language) ? fault : undefined}
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
