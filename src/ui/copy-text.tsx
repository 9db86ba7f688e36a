import { useRef, useState } from 'react'
import { CheckIcon, CopyIcon } from './more-icons.tsx'

/** Longer numbers may break across lines; short ones only where the screen is narrower. */
const LONG = 24

/** A number with a copy button. */
export function CopyText({ text, label, copied }: { text: string; label: string; copied: string }) {
  const [done, setDone] = useState(false)
  const shown = useRef<HTMLSpanElement>(null)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      // Without clipboard access the number is selected instead.
      if (shown.current) getSelection()?.selectAllChildren(shown.current)
      return
    }
    setDone(true)
    setTimeout(() => setDone(false), 1_500)
  }
  return (
    <span className="relative z-1 inline-flex max-w-full items-center gap-1">
      <span ref={shown} className={`min-w-0 tabular ${text.length > LONG ? 'wrap-anywhere' : 'break-words'}`}>
        {text}
      </span>
      <button
        type="button"
        onClick={() => void copy()}
        aria-label={`${label} ${text}`}
        title={label}
        className="rounded p-1 text-faint hover:bg-sunken hover:text-ink"
      >
        {done ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
      </button>
      <span role="status" className="sr-only">
        {done && copied}
      </span>
    </span>
  )
}
