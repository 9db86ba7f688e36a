import type { TestPortal } from '../portal.ts'
import type { Tally } from './tally.ts'
import type { OnPlatform } from './world.ts'

type Call = {
  id: number
  interface: string
  bodyText: string | null
  fault: string | null
  code: string
  acted: boolean
}
type Body = Record<string, unknown>

/** What the platform must not be asked for twice, and what of it is counted as one. */
const ONCE: Record<string, (body: Body) => string[]> = {
  // "Under way" (1) changes nothing on the platform and leaves no trace there to be read.
  outNotify: (body) =>
    body['txnStatus'] === 1 ? [] : [`${String(body['tempOrderCode'])} ${String(body['txnStatus'])}`],
  surrenderByPolicyCode: (body) => body['policyCodes'] as string[],
  surrenderByOrderCode: (body) => [String(body['orderCode'])],
  applyInvoice: (body) => [String(body['orderCode'])],
}
/** An answer that tells what became of the call; behind any other fault nobody knows. */
const ANSWERED = new Set<string | null>([null, 'code', 'delay'])

/**
 * What the portal sent to the platform though it was done already, or, after an answer that never came, without
 * having read 7.11 first; in words, by tempOrderCode. `undone`: how many surrenders of an order on a platform that
 * contradicts itself ended without effect, so that as many may be sent again. Forgets the calls it looked at.
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
        // A lost one that the platform hid was asked for again after 7.11 was read, as it has to be.
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
