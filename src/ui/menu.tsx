import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { ChevronIcon } from './icons.tsx'

const LOOKS = {
  quiet: '-mx-2 px-2',
  button: 'border border-line-strong bg-raised px-3 font-semibold',
  icon: 'w-8 justify-center border border-line-strong bg-raised',
}

const EDGES = { left: '-left-2', right: '-right-2', 'narrow-left': 'max-md:-left-2 md:-right-2' }

/** A button with a panel. Escape, a press outside and losing focus close it. */
export function Menu({
  label,
  align = 'right',
  look = 'quiet',
  children,
}: {
  label: ReactNode
  /** The button edge to align with; `narrow-left` is left on phones only. */
  align?: keyof typeof EDGES
  /** `icon`: the label is an icon. */
  look?: 'quiet' | 'button' | 'icon'
  children: ReactNode
}) {
  const details = useRef<HTMLDetailsElement>(null)
  useClosing(details)
  return (
    <details ref={details} className="group relative">
      <summary
        className={`flex h-8 list-none items-center gap-2 rounded hover:bg-sunken group-open:bg-sunken [&::-webkit-details-marker]:hidden ${LOOKS[look]}`}
      >
        {label}
        {look !== 'icon' && (
          <span className="text-faint">
            <ChevronIcon size={12} />
          </span>
        )}
      </summary>
      <div
        className={`absolute top-full ${EDGES[align]} z-20 mt-1 flex w-max min-w-56 flex-col gap-4 rounded border border-line bg-raised p-4 shadow-float`}
      >
        {children}
      </div>
    </details>
  )
}

/** Closes an open `details` on Escape, a press outside or focus loss. */
export function useClosing(details: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const close = (event: Event) => {
      const box = details.current
      if (!box?.open) return
      const inside = event.target instanceof Node && box.contains(event.target)
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !inside) {
        box.open = false
        if (event instanceof KeyboardEvent) box.querySelector('summary')?.focus()
      }
    }
    const events = ['pointerdown', 'keydown', 'focusin']
    for (const name of events) document.addEventListener(name, close)
    return () => {
      for (const name of events) document.removeEventListener(name, close)
    }
  }, [details])
}
