import { createContext, type ReactNode, use, useState } from 'react'
import { createPortal } from 'react-dom'

const Place = createContext<HTMLElement | null>(null)

/** The place in the top bar that a page may fill, and the page. */
export function useTopBar() {
  const [element, setElement] = useState<HTMLElement | null>(null)
  return {
    place: <div ref={setElement} className="contents" />,
    provide: (page: ReactNode) => <Place value={element}>{page}</Place>,
  }
}

/** Draws its children in the top bar. */
export function InTopBar({ children }: { children: ReactNode }) {
  const element = use(Place)
  return element && createPortal(children, element)
}
