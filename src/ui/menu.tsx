import { type ReactNode, useEffect, useRef } from 'react'

/** A button that opens a small panel under it; Escape, a press outside and leaving it close it. */
export function Menu({ label, children }: { label: ReactNode; children: ReactNode }) {
  const details = useRef<HTMLDetailsElement>(null)
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
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [])
  return (
    <details ref={details} className="relative">
      <summary className="flex h-8 list-none items-center gap-2 rounded px-2 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        {label}
      </summary>
      <div className="absolute top-full right-0 z-20 mt-1 flex w-max min-w-56 flex-col gap-4 rounded bg-raised p-4 shadow-float">
        {children}
      </div>
    </details>
  )
}
