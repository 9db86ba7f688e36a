import { type ComponentProps, useId } from 'react'
import { Button } from './button.tsx'

/**
 * A button that shows why it cannot be pressed: on hover, on focus and to screen readers. It stays focusable, because a
 * disabled button explains nothing.
 */
export function ActionButton({ why, ...button }: ComponentProps<typeof Button> & { why: string | null }) {
  const id = useId()
  if (why === null) return <Button {...button} />
  return (
    <span className="group/why relative inline-flex">
      <Button
        {...button}
        look="secondary"
        aria-disabled
        aria-describedby={id}
        onClick={(event) => event.currentTarget.focus()}
        className={`text-faint! cursor-not-allowed hover:bg-raised! ${button.className ?? ''}`}
      />
      <span
        id={id}
        role="tooltip"
        className="pointer-events-none absolute top-full right-0 z-20 mt-1 hidden w-max max-w-60 rounded border border-line bg-raised px-2 py-1 text-small text-ink shadow-float group-focus-within/why:block group-hover/why:block"
      >
        {why}
      </span>
    </span>
  )
}
