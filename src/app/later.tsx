import { type ComponentType, useEffect, useState } from 'react'

type Loaded<Props> = Promise<{ default: ComponentType<Props> }>

/** A component that loads after the main content, and shows nothing until then. */
function later<Props extends object>(load: () => Loaded<Props>) {
  return function Later(props: Props) {
    const [Shown, setShown] = useState<ComponentType<Props> | null>(null)
    useEffect(() => {
      load()
        .then((loaded) => setShown(() => loaded.default))
        .catch(() => {})
    }, [])
    return Shown && <Shown {...props} />
  }
}

/** The distributor's disclosure at the foot of customers' pages. */
export const LaterDisclosure = later(() => import('../features/disclosure/customer-disclosure.tsx'))
export const LaterPhone = later(() => import('./elder-phone.tsx'))
