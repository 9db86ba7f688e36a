import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { Agent, request } from 'undici'
import type { GatewayKeys, Settings } from '../settings.ts'
import type { Database } from '../store/schema.ts'
import { createBudget } from './budget.ts'
import { BudgetExhausted, GatewayError, PlatformRefusal, PlatformUnknown } from './errors.ts'
import { bodyOf, INTERFACES, type InterfaceName } from './interfaces.ts'
import {
  readAnswer,
  readInvoices,
  readMember,
  readOrderDetail,
  readOrderListUrl,
  readPolicyFiles,
  readPreOrder,
  readProduct,
} from './read.ts'
import { seal } from './seal.ts'
import type { WireBody } from './sign.ts'
import { createSkewMeter } from './skew.ts'
import type { Call, Gateway } from './types.ts'

export type GatewaySettings = Settings['gateway'] & { url: string; keys: GatewayKeys }

type Log = { warn(details: object, message: string): void; error(details: object, message: string): void }

const DEADLINE_MS = 9_000
/** One attempt of a call that may be repeated; the others have the whole time. */
const ATTEMPT_MS = 4_500
const MAX_ANSWER_BYTES = 4 * 1024 * 1024
/** Our keys or our clock are wrong: trying again cannot help, somebody has to look. */
const ALARMS = new Set(['2000', '2009', '5000'])

/** The eleven interfaces over HTTP: budget, seal, send, read, and again where that is safe. */
export function createGateway({
  settings,
  db,
  log,
}: {
  settings: GatewaySettings
  db: Kysely<Database>
  log: Log
}): Gateway & { close(): Promise<void> } {
  const agent = new Agent({ connections: 64, keepAliveTimeout: 10_000, connect: { timeout: 3_000 } })
  const budget = createBudget({ db, limit: settings.rateLimit, leaseMs: DEADLINE_MS + 2_000 })
  const skew = createSkewMeter()
  const sealSettings = {
    ...settings.keys,
    version: settings.version,
    listSign: settings.listSign,
    ip: settings.ip,
  }

  /** One attempt, at most `ms` long. */
  async function attempt(
    path: string,
    body: WireBody,
    ms: number,
  ): Promise<{ status: number; text: string }> {
    const sentAt = Date.now()
    const envelope = seal(body, sealSettings, randomUUID(), sentAt)
    const form = settings.body === 'form'
    const signal = AbortSignal.timeout(ms)
    try {
      const answer = await request(settings.url + path, {
        method: 'POST',
        dispatcher: agent,
        signal,
        headers: {
          'content-type': form
            ? 'application/x-www-form-urlencoded; charset=UTF-8'
            : 'application/json; charset=UTF-8',
          accept: 'application/json',
        },
        body: form
          ? new URLSearchParams({ ...envelope, timestamp: String(envelope.timestamp) }).toString()
          : JSON.stringify(envelope),
      })
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of answer.body as AsyncIterable<Buffer>) {
        size += chunk.length
        if (size > MAX_ANSWER_BYTES) throw new PlatformUnknown('too-large')
        chunks.push(chunk)
      }
      skew.note(String(answer.headers['date'] ?? ''), sentAt, Date.now())
      return { status: answer.statusCode, text: Buffer.concat(chunks).toString('utf8') }
    } catch (error) {
      if (error instanceof GatewayError) throw error
      throw new PlatformUnknown(signal.aborted ? 'timeout' : 'connection')
    }
  }

  async function send<Data>(
    name: InterfaceName,
    values: object,
    read: (data: unknown) => Data,
    call: Call,
  ): Promise<Data> {
    const { path, repeat } = INTERFACES[name]
    const body = bodyOf(name, { ...values, distrCode: settings.keys.distrCode })
    const deadline = Date.now() + (call.deadlineMs ?? DEADLINE_MS)
    for (let tries = 1; ; tries++) {
      const slot = await budget.acquire({ ...call, name }, deadline)
      const left = deadline - Date.now()
      let status: number | null = null
      let outcome = '0000'
      let wait: number | null
      try {
        const answer = await attempt(path, body, repeat === 'never' ? left : Math.min(left, ATTEMPT_MS))
        status = answer.status
        return read(readAnswer(answer.status, answer.text))
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error
        outcome =
          error instanceof PlatformRefusal
            ? error.code
            : error instanceof PlatformUnknown
              ? error.reason
              : 'error'
        wait = pauseBefore(error, repeat, tries)
        if (ALARMS.has(outcome))
          log.error(
            { interface: name, code: outcome, skewMs: skew.ms() },
            'the platform refuses our keys or clock',
          )
        if (wait === null || Date.now() + wait + 250 > deadline) throw error
        log.warn({ interface: name, outcome, tries }, 'platform call is tried again')
      } finally {
        await slot.release(outcome, status)
      }
      await pause(wait)
    }
  }

  return {
    register: (values, call) => send('register', values, readMember, call),
    applyInvoice: (values, call) => send('applyInvoice', values, () => undefined, call),
    getInvoiceUrl: (values, call) => send('getInvoiceUrl', values, readInvoices, call),
    addTemp: (values, call) => send('addTemp', values, readPreOrder, call),
    getDistrProductDetail: (values, call) => send('getDistrProductDetail', values, readProduct, call),
    getPolicyUrl: (values, call) => send('getPolicyUrl', values, readPolicyFiles, call),
    outNotify: (values, call) => send('outNotify', values, () => undefined, call),
    getOrderListUrl: (values, call) => send('getOrderListUrl', values, readOrderListUrl, call),
    surrenderByPolicyCode: (values, call) => send('surrenderByPolicyCode', values, () => undefined, call),
    surrenderByOrderCode: (values, call) => send('surrenderByOrderCode', values, () => undefined, call),
    getOrderDetail: (values, call) => send('getOrderDetail', values, readOrderDetail, call),
    skewMs: () => skew.ms(),
    close: () => agent.close(),
  }
}

/** How long to wait before another attempt, ms; null: there must be none. */
function pauseBefore(error: GatewayError, repeat: 'retry' | 'once' | 'never', tries: number): number | null {
  if (error instanceof BudgetExhausted) return null
  // 0002 means "not done" for every interface.
  if (error instanceof PlatformRefusal) return error.code === '0002' ? jitter(1_500 * tries) : null
  if (repeat === 'never' || (repeat === 'once' && tries > 1)) return null
  return repeat === 'once' ? 0 : jitter(200 * 2 ** (tries - 1))
}

const jitter = (ms: number) => ms * (0.5 + Math.random())
