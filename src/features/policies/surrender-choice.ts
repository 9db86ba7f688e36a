import type { Order } from '../../contract/orders.ts'

type Policy = Order['policies'][number]

/** Policies that can be surrendered: in force or with an unknown status. */
export function surrenderable(order: Pick<Order, 'policies'>): Policy[] {
  return order.policies.filter(({ status }) => status === 'issued' || status === null)
}

/** Names of the people insured by a policy. */
export function namesOn({ platform }: Pick<Order, 'platform'>, policy: Policy): string[] {
  const names = (platform?.insured ?? [])
    .filter(({ policyCode }) => policyCode === policy.policyCode)
    .flatMap(({ name }) => name ?? [])
  return names.length > 0 ? names : policy.insuredName ? [policy.insuredName] : []
}

/** How many people lose their cover with these policies. */
export function peopleOn(order: Order, policies: readonly Policy[]): number {
  if (order.platform?.isGroup && policies.length === order.policies.length) return order.insuredCount
  return policies.reduce((sum, policy) => sum + Math.max(1, namesOn(order, policy).length), 0)
}

/** Fen; null when the premium of one of them is unknown. */
export const premiumOf = (policies: readonly Policy[]) =>
  policies.reduce<number | null>(
    (sum, { premium }) => (sum === null || premium === null ? null : sum + premium),
    0,
  )
