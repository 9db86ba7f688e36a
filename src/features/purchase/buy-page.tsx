import { useLocation, useNavigate, useParams } from 'react-router'
import type { PageHandle } from '../../api/first-answer.ts'
import { PurchaseFlow } from './purchase-flow.tsx'
import { firstPurchase } from './use-purchase.ts'

export const handle: PageHandle = { first: firstPurchase }

/** /buy/:token. A link for several customers gives each a purchase, and an address, of its own. */
export function Component() {
  const { token = '' } = useParams()
  const { search, state } = useLocation()
  const navigate = useNavigate()
  return (
    // As high as the screen, so that the bar with the amount stands at its bottom.
    <div className="flex min-h-[calc(100dvh-72px)] flex-col">
      <PurchaseFlow
        bearer={token}
        partner={new URLSearchParams(search).get('partner')?.slice(0, 64)}
        onBearer={(own) =>
          navigate({ pathname: `/buy/${own}`, search }, { replace: true, state: state as unknown })
        }
      />
    </div>
  )
}
