import type { Order } from '../../contract/orders.ts'
import type { Policy } from '../../contract/policies.ts'
import type { OrderStatus } from '../../contract/place-order.ts'

export type PersonRow = {
  key: string
  name: string | null
  /** Our code or the platform's label. */
  cardType: string | null
  cardNo: string | null
  birthday: string | null
  gender: string | null
  contact: string | null
  relation: string | null
  policy: Policy | null
  policyCode: string | null
  /** `none`: no policy although others have one. Null: unknown, or no policies yet. */
  state: OrderStatus | 'none' | null
  /** The platform's own label, where we know no status. */
  label: string | null
  fee: number | null
}

const EXCEPTIONS: readonly PersonRow['state'][] = [
  'none',
  'failed',
  'surrendering',
  'surrendered',
  'refunded',
]
const rank = ({ state, label }: PersonRow) => {
  if (state === null) return label ? 0 : EXCEPTIONS.length + 1
  const place = EXCEPTIONS.indexOf(state)
  return place === -1 ? EXCEPTIONS.length + 1 : place
}

/** Whether a row needs to be seen first. */
export const isException = (row: PersonRow) => row.state === 'none' || row.state === 'failed'

/** The order's people with their policies, exceptions first: from the platform, as entered before it answered. */
export function personRows(order: Order): PersonRow[] {
  const { platform, policies } = order
  const byCode = new Map(policies.map((policy) => [policy.policyCode, policy]))
  const relationOf = relationsByName(order)
  const shared = platform?.isGroup === true
  const listed = platform && platform.insured.length > 0 ? platform.insured : null
  const rows = (listed ?? order.insured).map((one, place): PersonRow => {
    const named = 'policyCode' in one ? one.policyCode : null
    // In a group, people share policies.
    const policy = (named === null ? (shared && policies[0]) || null : byCode.get(named)) ?? null
    const missing = listed !== null && policy === null && policies.length > 0 && !shared
    return {
      key: String(place),
      name: one.name,
      cardType: one.cardType,
      cardNo: one.cardNo,
      birthday: one.birthday,
      gender: one.gender,
      contact: [one.mobile, one.email].filter(Boolean).join(' ') || null,
      relation: 'relation' in one ? one.relation : (relationOf.get(one.name) ?? null),
      policy,
      policyCode: policy?.policyCode ?? named,
      state: policy ? policy.status : missing ? 'none' : null,
      label: policy?.policyStatus ?? ('policyStatus' in one ? one.policyStatus : null),
      fee: 'fee' in one ? one.fee : null,
    }
  })
  const named = new Set(rows.map(({ policyCode }) => policyCode))
  // A policy that names none of these people is shown too.
  for (const policy of policies)
    if (!named.has(policy.policyCode))
      rows.push({
        key: policy.policyCode,
        name: policy.insuredName,
        cardType: null,
        cardNo: null,
        birthday: null,
        gender: null,
        contact: null,
        relation: null,
        policy,
        policyCode: policy.policyCode,
        state: policy.status,
        label: policy.policyStatus,
        fee: null,
      })
  return rows
    .map((row, place) => ({ row, place }))
    .sort((one, other) => rank(one.row) - rank(other.row) || one.place - other.place)
    .map(({ row }) => row)
}

/** Relations as entered, because 7.11 returns none. People with the same name are ambiguous and get none. */
function relationsByName({ insured }: Order): ReadonlyMap<string | null, string> {
  const found = new Map<string | null, string>()
  const twice = new Set<string>()
  for (const { name, relation } of insured) {
    if (found.has(name)) twice.add(name)
    found.set(name, relation)
  }
  for (const name of twice) found.delete(name)
  return found
}

/** Whole years on `today` (`yyyy-MM-dd`); null when the birthday cannot be read. */
export function ageOf(birthday: string | null, today: string): number | null {
  if (!birthday || !/^\d{4}-\d{2}-\d{2}/.test(birthday)) return null
  const years = Number(today.slice(0, 4)) - Number(birthday.slice(0, 4))
  return today.slice(5) < birthday.slice(5, 10) ? years - 1 : years
}
