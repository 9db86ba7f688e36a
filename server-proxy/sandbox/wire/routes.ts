import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GatewayKeys } from '../../settings.ts'
import { applyInvoice, getInvoiceUrl } from '../interfaces/invoices.ts'
import { getOrderListUrl, register } from '../interfaces/members.ts'
import { getOrderDetail } from '../interfaces/order-detail.ts'
import { outNotify } from '../interfaces/payment.ts'
import { getPolicyUrl } from '../interfaces/policies.ts'
import { addTemp } from '../interfaces/pre-order.ts'
import { getDistrProductDetail } from '../interfaces/products.ts'
import { surrenderByOrderCode, surrenderByPolicyCode } from '../interfaces/surrender.ts'
import type { Platform } from '../platform.ts'
import type { Order } from '../store/records.ts'
import type { CallLog } from './call-log.ts'
import { asText, openEnvelope, readEnvelope, type Taken } from './envelope.ts'
import { actsFirst, type Fault, type Faults, misbehave } from './faults.ts'
import { bindFields, INTERFACE_NAMES, type InterfaceName } from './fields.ts'
import { slidingLog } from './limit.ts'
import { CODES, Refused } from './refused.ts'
import type { Fields } from './sign.ts'

/** `body` has been verified and checked against the interface's table. */
type Answer = (platform: Platform, body: never) => unknown

export const INTERFACES: Record<InterfaceName, { path: string; answer: Answer }> = {
  register: { path: '/api/member/register', answer: register },
  applyInvoice: { path: '/api/order/applyInvoice', answer: applyInvoice },
  getInvoiceUrl: { path: '/api/order/getInvoiceUrl', answer: getInvoiceUrl },
  addTemp: { path: '/api/order/addTemp', answer: addTemp },
  getDistrProductDetail: { path: '/api/product/getDistrProductDetail', answer: getDistrProductDetail },
  getPolicyUrl: { path: '/api/policy/getPolicyUrl', answer: getPolicyUrl },
  outNotify: { path: '/api/pay/outNotify', answer: outNotify },
  getOrderListUrl: { path: '/api/order/getOrderListUrl', answer: getOrderListUrl },
  surrenderByPolicyCode: { path: '/api/policy/surrenderByPolicyCode', answer: surrenderByPolicyCode },
  surrenderByOrderCode: { path: '/api/policy/surrenderByOrderCode', answer: surrenderByOrderCode },
  getOrderDetail: { path: '/api/order/getOrderDetail', answer: getOrderDetail },
}

type Wire = { platform: Platform; keys: GatewayKeys; faults: Faults; calls: CallLog }
type Outcome = { code: string; message: string; data: unknown; fault: Fault | null; acted?: boolean }

/** The eleven interfaces (§7). Every call is answered with HTTP 200 and one of the document's codes. */
export function registerWire(app: FastifyInstance, wire: Wire, onCall: (line: string) => void): void {
  const { platform } = wire
  const takeSlot = slidingLog(() => platform.settings.rateLimit, platform.trueNow)
  for (const name of INTERFACE_NAMES) {
    const { path } = INTERFACES[name]
    app.get(path, () => ({ code: '2008', message: '只支持POST方式', data: null }))
    app.post(path, async (request, reply) => {
      const started = performance.now()
      const taken: Taken = {
        envelope: readEnvelope(request.headers['content-type'] ?? '', textOf(request)),
        bodyText: null,
        s1: null,
        signWanted: null,
      }
      const {
        fault,
        acted = false,
        ...outcome
      } = platform.store.transaction(() => handle(wire, name, taken, takeSlot))
      const answer = JSON.stringify(outcome)
      const ms = Math.round(performance.now() - started)
      const { code, message } = outcome
      const word = fault?.fault ?? null
      wire.calls.add({
        ...taken,
        at: platform.trueNow(),
        interface: name,
        ms,
        fault: word,
        acted,
        code,
        message,
        answer,
      })
      onCall(`${name} ${code} ${ms} ms${word ? ` fault ${word}` : ''}`)
      return send(reply, fault, answer)
    })
  }
}

const textOf = (request: FastifyRequest) => (typeof request.body === 'string' ? request.body : '')

async function send(reply: FastifyReply, fault: Fault | null, answer: string): Promise<FastifyReply> {
  if (fault) await misbehave(fault, reply, answer)
  else await reply.type('application/json;charset=UTF-8').send(answer)
  return reply
}

/** Opens, checks and acts; a fault that prevents the call answers without reading it. */
function handle(wire: Wire, name: InterfaceName, taken: Taken, takeSlot: () => boolean): Outcome {
  const { platform, keys, faults } = wire
  const { store, trueNow } = platform
  let fault = faults.take(name)
  if (fault && !actsFirst(fault)) return undone(fault)
  try {
    const body = openEnvelope(taken, {
      keys,
      listSign: platform.settings.listSign,
      now: platform.now(),
      useNonce: (nonce) => store.useNonce(nonce, trueNow()),
      takeSlot,
    })
    const order = orderOf(platform, body)
    fault ??= order && faults.take(name, numbersOf(order))
    fault ??= faults.magic(name, body, holderEmailOf(order, body))
    if (fault && !actsFirst(fault)) return undone(fault)
    const bound = bindFields(name, body)
    const data = store.transaction(() => INTERFACES[name].answer(platform, bound as never)) ?? null
    return { code: '0000', message: CODES['0000'], data, fault, acted: true }
  } catch (error) {
    if (error instanceof Refused) return { code: error.code, message: error.message, data: null, fault }
    throw error
  }
}

function undone(fault: Fault): Outcome {
  const code = fault.fault === 'code' ? (fault.code ?? '9999') : '0000'
  return { code, message: CODES[code], data: null, fault }
}

/** The order that a body names, if any. */
function orderOf({ store }: Platform, { tempOrderCode, orderCode, policyCodes }: Fields): Order | null {
  return (
    store.order('temp_order_code', asText(tempOrderCode)) ??
    store.order('order_code', asText(orderCode)) ??
    store.orderOfPolicy(asText(Array.isArray(policyCodes) ? policyCodes[0] : ''))
  )
}

const numbersOf = ({ tempOrderCode, orderCode, outSerialNo }: Order) => [
  tempOrderCode,
  orderCode ?? '',
  outSerialNo,
]

/** The holder's e-mail in the body, or of the order that it names. */
const holderEmailOf = (order: Order | null, { holderInfo }: Fields) =>
  holderInfo ? asText((holderInfo as Fields)['holderEmail']) : (order?.holder?.email ?? '')
