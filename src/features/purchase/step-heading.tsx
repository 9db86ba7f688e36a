import { type ReactNode, useEffect, useRef } from 'react'

/** The one heading of a screen; it takes the focus when the screen changes, so that reading begins there. */
export function StepHeading({
  title,
  detail,
  focus,
}: {
  title: string
  detail?: ReactNode
  focus?: boolean
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = title
    if (focus) heading.current?.focus({ preventScroll: true })
  }, [title, focus])
  return (
    <header className="mb-5">
      <h1 ref={heading} tabIndex={-1} className="text-title break-words outline-none">
        {title}
      </h1>
      {detail && <div className="mt-1 text-pretty text-muted">{detail}</div>}
    </header>
  )
}
