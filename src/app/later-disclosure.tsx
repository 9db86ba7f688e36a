import { type ComponentType, useEffect, useState } from 'react'

/** The distributor's disclosure at the foot of customers' pages. It loads after what is read first. */
export function LaterDisclosure() {
  const [Shown, setShown] = useState<ComponentType | null>(null)
  useEffect(() => {
    import('../features/disclosure/customer-disclosure.tsx')
      .then((loaded) => setShown(() => loaded.default))
      .catch(() => {})
  }, [])
  return Shown && <Shown />
}
