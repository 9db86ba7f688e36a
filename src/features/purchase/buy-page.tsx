import { useLocation, useNavigate, useParams } from 'react-router'
import type { PageHandle } from '../../api/first-answer.ts'
import * as paths from '../../contract/paths.ts'
import { PurchaseFlow } from './purchase-flow.tsx'
import { firstPurchase } from './queries.ts'

export const handle: PageHandle = { first: firstPurchase }

/** /buy/:token. A link for several customers gives each their own purchase and URL. */
export function Component() {
  const { token = '' } = useParams()
  const { search, state } = useLocation()
  const navigate = useNavigate()
  return (
    // Full height, so that the bottom bar is at the bottom.
    <div className="flex min-h-[calc(100dvh-72px)] flex-col">
      <PurchaseFlow
        bearer={token}
        partner={new URLSearchParams(search).get('partner')?.slice(0, 64)}
        onBearer={(own, anew) =>
          navigate(
            { pathname: paths.to(paths.buy, { token: own }), search },
            { replace: true, state: anew ? null : (state as unknown) },
          )
        }
      />
    </div>
  )
}
