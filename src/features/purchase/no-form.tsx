import { isSiteReason, type Purchase } from '../../contract/purchases.ts'
import { useLaterText } from './later-messages.ts'
import { ProveScreen } from './prove-screen.tsx'
import { StepHeading } from './step-heading.tsx'

/** What stands where no form may: the link is unknown, or over, or asks who it is that opens it. */
export default function NoForm({
  bearer,
  purchase,
  onProven,
}: {
  bearer: string
  /** Undefined: nobody knows the link. */
  purchase: Purchase | undefined
  onProven(opened: Purchase): void
}) {
  const t = useLaterText()
  if (!purchase) return <StepHeading title={t.unknownLink} detail={t.unknownLinkText} />
  const { closed, locked, product } = purchase
  if (closed)
    return (
      <StepHeading
        title={t[isSiteReason(closed) ? 'revoked' : closed]}
        detail={t.closedText(product.sellerName, product.productName)}
      />
    )
  return locked && <ProveScreen bearer={bearer} purchase={purchase} locked={locked} onProven={onProven} />
}
