import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { useParams } from 'react-router'
import type { OwnOrder } from '../contract/own-order.ts'
import type { Purchase } from '../contract/purchases.ts'
import { disclosureQuery } from '../features/disclosure/customer-queries.ts'
import { firstOwnOrder, ownTokenQuery } from '../features/own-order/queries.ts'
import { firstPurchase } from '../features/purchase/queries.ts'
import { PhoneIcon } from '../ui/icons.tsx'
import { useText } from '../ui/language.tsx'
import { hrefOf } from '../ui/phone-link.tsx'
import { frameMessages } from './embed/frame-messages.ts'

/** The seller's number above everything else in elder mode: of the product or order shown, or the distributor's. */
export default function ElderPhone({ bearer }: { bearer?: string | undefined }) {
  const t = useText(frameMessages)
  const { token = bearer ?? '' } = useParams()
  const purchase = useShown<Purchase>(firstPurchase(token).queryKey)?.product
  const returned = useShown<{ token: string }>(ownTokenQuery(token).queryKey)?.token
  const seller = useShown<OwnOrder>(firstOwnOrder(returned ?? token).queryKey)?.seller
  const { data } = useQuery({ ...disclosureQuery, staleTime: 5 * 60_000 })
  const phone = purchase?.sellerPhone ?? seller?.phone ?? data?.disclosure?.phone
  const name = purchase?.sellerName ?? seller?.company ?? data?.disclosure?.name
  if (!phone) return null
  return (
    <section aria-label={t.callSeller(name ?? '')}>
      <a
        href={hrefOf(phone)}
        className="mb-3 flex items-center gap-3 rounded border border-accent bg-accent-soft px-4 py-2 text-accent"
      >
        <PhoneIcon size={26} />
        <span className="min-w-0">
          <span className="block text-base break-words">{t.callSeller(name ?? '')}</span>
          <strong className="tabular">{phone}</strong>
        </span>
      </a>
    </section>
  )
}

/** The cached data of this key. Unlike a query, it sends no request. */
function useShown<Value>(key: readonly unknown[]): Value | undefined {
  const client = useQueryClient()
  const listen = useCallback((told: () => void) => client.getQueryCache().subscribe(told), [client])
  return useSyncExternalStore(listen, () => client.getQueryData<Value>(key))
}
