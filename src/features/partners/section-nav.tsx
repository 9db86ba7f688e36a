import { useEffect, useRef, useState } from 'react'
import { useCurrentInView } from '../../ui/use-current-in-view.ts'

export type SectionLink = { id: string; word: string; count?: number }

/** Distance from the top of the window, in pixels, at which a section becomes the current one. */
const READING_LINE = 160

/** Links to the sections of a long page. Stays in view and marks the section that is read. */
export function SectionNav({ label, sections }: { label: string; sections: readonly SectionLink[] }) {
  const [current, setCurrent] = useState(sections[0]?.id)
  /** A press decides until the next scroll: a section near the end cannot reach the top. */
  const pressed = useRef(false)
  const nav = useCurrentInView(current)
  const ids = sections.map(({ id }) => id).join(' ')
  useEffect(() => {
    function read() {
      if (pressed.current) {
        pressed.current = false
        return
      }
      const passed = ids
        .split(' ')
        .filter((id) => (document.getElementById(id)?.getBoundingClientRect().top ?? 0) <= READING_LINE)
      setCurrent(passed.at(-1) ?? ids.split(' ')[0])
    }
    window.addEventListener('scroll', read, { passive: true })
    return () => window.removeEventListener('scroll', read)
  }, [ids])
  return (
    <nav
      ref={nav}
      aria-label={label}
      data-section-nav=""
      className="sticky top-0 z-5 -mb-px flex gap-x-6 overflow-x-auto border-b border-line bg-paper whitespace-nowrap"
    >
      {sections.map(({ id, word, count }) => (
        <a
          key={id}
          href={`#${id}`}
          {...(id === current && { 'aria-current': 'location' })}
          onClick={() => {
            pressed.current = true
            setCurrent(id)
          }}
          className="-mb-px flex h-9 items-center gap-1.5 border-b-2 border-transparent text-muted -outline-offset-2 hover:text-ink aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-accent"
        >
          {word}
          {count !== undefined && <span className="tabular font-normal text-muted">{count}</span>}
        </a>
      ))}
    </nav>
  )
}
