import type { TestPortal } from '../portal.ts'
import type { Tally } from './tally.ts'
import type { OnPlatform } from './platform-state.ts'

type Call = {
  id: number
  interface: string
  bodyText: string | null
  fault: string | null
  code: string
  acted: boolean
}
type Body = Record<string, unknown>

/** Calls that must not be repeated, and what counts as the same one. */
const ONCE: Record<string, (body: Body) => string[]> = {
  // "Processing" (1) changes nothing on the platform and leaves no trace to read.
  outNotify: (body) =>
    body['txnStatus'] === 1 ? [] : [`${String(body['tempOrderCode'])} ${String(body['txnStatus'])}`],
  surrenderByPolicyCode: (body) => body['policyCodes'] as string[],
  surrenderByOrderCode: (body) => [String(body['orderCode'])],
  applyInvoice: (body) => [String(body['orderCode'])],
}
/** Answers that tell the outcome of the call; any other fault leaves it unknown. */
const ANSWERED = new Set<string | null>([null, 'code', 'delay'])

/**
 * Returns calls that the portal repeated although they were done, or without reading 7.11 after a lost
 * answer; as messages with the tempOrderCode. `undone`: surrenders that ended without effect on a
 * contradicting platform, each of which may be repeated. Clears the calls it examined.
 */
export async function sentTwice(
  portal: TestPortal,
  orders: (OnPlatform | null)[],
  tally: Tally,
  undone: ReadonlyMap<string, number>,
): Promise<Map<string, string>> {
  const calls: Call[] = []
  for (const name of [...Object.keys(ONCE), 'getOrderDetail'])
    calls.push(...(await portal.control<{ calls: Call[] }>('GET', `/calls?interface=${name}`)).calls)
  await portal.control('DELETE', '/calls')

  const found = new Map<string, string>()
  const orderOf = new Map(orders.flatMap((one) => (one ? namesOf(one) : [])))
  const readAt = new Map<string, number>()
  const sent = new Map<string, Call>()
  const left = new Map(undone)
  for (const call of calls.toSorted((a, b) => a.id - b.id)) {
    if (!call.bodyText) continue
    const body = JSON.parse(call.bodyText) as Body
    if (call.interface === 'getOrderDetail') readAt.set(String(body['tempOrderCode']), call.id)
    for (const key of ONCE[call.interface]?.(body) ?? []) {
      const before = sent.get(`${call.interface} ${key}`)
      sent.set(`${call.interface} ${key}`, call)
      if (call.acted) tally.add(`${call.interface} done`)
      if (call.acted && call.fault === 'lost') tally.add(`${call.interface} done, answer lost`)
      const order = orderOf.get(key.split(' ')[0] ?? key) ?? key
      const allowed = left.get(order)
      if (before?.acted && allowed !== undefined && call.interface.startsWith('surrender')) {
        // A lost call that the platform hid was correctly repeated after 7.11 was read.
        if (before.fault === 'lost') continue
        left.set(order, allowed - 1)
        if (allowed < 1) found.set(order, `${call.interface} was sent again for ${key}, which stood`)
      } else if (before?.acted)
        found.set(order, `${call.interface} was sent again for ${key}, which was done`)
      else if (before && !ANSWERED.has(before.fault)) {
        tally.add(`${call.interface} sent again after an unknown answer`)
        if ((readAt.get(order) ?? 0) < before.id)
          found.set(order, `${call.interface} was sent again blindly for ${key}`)
      }
    }
  }
  return found
}

const namesOf = ({ tempOrderCode, orderCode, policies }: OnPlatform) =>
  [tempOrderCode, orderCode ?? tempOrderCode, ...policies.map(({ policyCode }) => policyCode)].map(
    (name): [string, string] => [name, tempOrderCode],
  )
