import type { ComponentProps } from 'react'
import { AskForLink } from './ask-for-link.tsx'
import { WhomToCall } from './whom-to-call.tsx'

/** Where to go from a link that is over: ask for a new one, or call. */
export default function ClosedRest(props: ComponentProps<typeof AskForLink>) {
  const { renewal, product } = props.purchase
  return (
    <>
      {renewal && <AskForLink {...props} />}
      <WhomToCall product={product} />
    </>
  )
}
