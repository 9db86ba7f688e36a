import { type ReactNode, useEffect, useRef } from 'react'

/** The screen's heading. Takes the focus when the screen changes. */
export function StepHeading({
  title,
  detail,
  mark,
  focus,
  personal,
}: {
  title: string
  detail?: ReactNode
  /** Decoration beside the title, hidden from screen readers. */
  mark?: ReactNode
  focus?: boolean
  /** The title is a person's name, masked in recordings. */
  personal?: boolean
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = title
    if (focus) heading.current?.focus({ preventScroll: true })
  }, [title, focus])
  return (
    <header className="mb-5 flex items-start gap-3">
      {mark}
      <div className="min-w-0 flex-1">
        <h1
          ref={heading}
          tabIndex={-1}
          className="text-title break-words outline-none"
          data-personal={personal}
        >
          {title}
        </h1>
        {detail && <div className="mt-1 text-pretty text-muted">{detail}</div>}
      </div>
    </header>
  )
}
