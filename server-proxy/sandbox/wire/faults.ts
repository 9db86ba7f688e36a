import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { MAGIC_CALL } from '../business/magic-products.ts'
import { asText } from './envelope.ts'
import { INTERFACE_NAMES, type InterfaceName } from './fields.ts'
import { CODES } from './refused.ts'
import type { Fields } from './sign.ts'

/** Faults of a call; README.md describes each one's effect. */
export const FAULT_KINDS = [
  'hang',
  'reset',
  'drip',
  'html',
  'cut',
  'empty',
  '500',
  'delay',
  'lost',
  'code',
  'unknown-code',
  'answer',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

export const newFault = z.strictObject({
  /** '*': the next call of any interface. */
  interface: z.enum([...INTERFACE_NAMES, '*']),
  fault: z.enum(FAULT_KINDS),
  /** Only calls about this order: its tempOrderCode, orderCode or outSerialNo. */
  order: z.string().max(64).optional(),
  /** Number of calls affected; 'always' until it is cleared. */
  times: z.union([z.int().min(1), z.literal('always')]).default(1),
  /** The platform first does what was asked, then misbehaves. */
  acts: z.boolean().default(false),
  /** Duration of `hang`, `drip` and `delay`. */
  ms: z.int().min(0).max(600_000).optional(),
  /** For `code`. */
  code: z.enum(Object.keys(CODES) as (keyof typeof CODES)[]).optional(),
  /** For `answer`: body, status and type of the answer. */
  body: z.string().max(100_000).optional(),
  status: z.int().min(200).max(599).optional(),
  contentType: z.string().max(200).optional(),
})
export type Fault = z.infer<typeof newFault>
export type ArmedFault = Fault & { id: number }

/** The armed faults. */
export class Faults {
  #armed: ArmedFault[] = []
  #last = 0
  readonly #mailsUsed = new Set<string>()

  arm(fault: Fault): ArmedFault {
    const armed = { ...fault, id: ++this.#last }
    this.#armed.push(armed)
    return armed
  }

  list(): readonly ArmedFault[] {
    return this.#armed
  }

  /** Clears one or all; returns how many. */
  clear(id?: number): number {
    const before = this.#armed.length
    this.#armed = id === undefined ? [] : this.#armed.filter((fault) => fault.id !== id)
    return before - this.#armed.length
  }

  /** Uses up the oldest fault for this interface that is for no order or for one of these numbers. */
  take(name: InterfaceName, numbers: readonly string[] = []): Fault | null {
    const fault = this.#armed.find(
      (one) =>
        (one.interface === name || one.interface === '*') &&
        (one.order === undefined ? numbers.length === 0 : numbers.includes(one.order)),
    )
    if (!fault) return null
    if (fault.times !== 'always' && --fault.times <= 0) this.clear(fault.id)
    return fault
  }

  /**
   * A fault that the call itself requests: product code `X-HANG`, or, once each, an e-mail
   * `hang@addtemp.test`.
   */
  magic(name: InterfaceName, body: Fields, holderEmail: string): Fault | null {
    const byProduct = MAGIC_CALL.exec(asText(body['productCode']))?.[1]
    if (byProduct) return magicFault(name, byProduct)
    const [, kind, domain] = /^([\w-]+)(?:\+[^@]*)?@([a-z]+)\.test$/i.exec(holderEmail) ?? []
    if (!kind || domain?.toLowerCase() !== name.toLowerCase()) return null
    if (this.#mailsUsed.has(holderEmail)) return null
    this.#mailsUsed.add(holderEmail)
    return magicFault(name, kind)
  }
}

function magicFault(name: InterfaceName, word: string): Fault | null {
  const given = word in CODES ? { fault: 'code', code: word } : { fault: word.toLowerCase() }
  return newFault.safeParse({ interface: name, ...given }).data ?? null
}

/** True when the platform does what was asked before it misbehaves. */
export const actsFirst = (fault: Fault) => fault.acts || fault.fault === 'lost' || fault.fault === 'delay'

const HTML =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>'

/** Sends `answer`, the JSON of a normal call, distorted by the fault. */
export async function misbehave(fault: Fault, reply: FastifyReply, answer: string): Promise<void> {
  const json = () => reply.type('application/json;charset=UTF-8')
  switch (fault.fault) {
    case 'hang':
      reply.hijack()
      setTimeout(() => reply.raw.destroy(), fault.ms ?? 120_000).unref()
      return
    case 'reset':
    case 'lost':
      reply.hijack()
      reply.raw.socket?.resetAndDestroy()
      return
    case 'drip':
      return drip(reply, answer, fault.ms ?? 120_000)
    case 'delay':
      await pause(fault.ms ?? 3_000)
      return void (await json().send(answer))
    case 'html':
      return void (await reply
        .code(fault.status ?? 200)
        .type('text/html')
        .send(HTML))
    case 'cut':
      return void (await json().send(answer.slice(0, Math.ceil(answer.length / 2))))
    case 'empty':
      return void (await json().send(''))
    case '500':
      return void (await json()
        .code(fault.status ?? 500)
        .send('{"timestamp":"2021-07-05T02:15:56.000+0000","status":500,"error":"Internal Server Error"}'))
    case 'unknown-code':
      return void (await json().send('{"code":"7777","message":"系统繁忙","data":null}'))
    case 'answer':
      return void (await reply
        .code(fault.status ?? 200)
        .type(fault.contentType ?? 'application/json;charset=UTF-8')
        .send(fault.body ?? ''))
    case 'code':
      return void (await json().send(answer))
  }
}

/** Headers at once, then a byte now and then, without end. */
async function drip(reply: FastifyReply, answer: string, ms: number): Promise<void> {
  reply.hijack()
  const { raw } = reply
  const bytes = Buffer.from(answer)
  raw.writeHead(200, { 'content-type': 'application/json;charset=UTF-8', 'content-length': bytes.length })
  const until = Date.now() + ms
  for (let at = 0; at < bytes.length - 1 && Date.now() < until && !raw.destroyed; at++) {
    raw.write(bytes.subarray(at, at + 1))
    await pause(500, undefined, { ref: false })
  }
  raw.destroy()
}
