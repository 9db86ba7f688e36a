import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { assertNoTransaction } from '../store/open-transaction.ts'
import type { Database } from '../store/schema.ts'
import { createBudget } from './budget.ts'
import { CircuitOpen, GatewayError, NotSent, PlatformRefusal, PlatformUnknown } from './errors.ts'
import { bodyOf, INTERFACES, type InterfaceName, type Repeat } from './interfaces.ts'
import type { Tracing } from './tracing.ts'
import { gatewayCalls } from './count-calls.ts'
import { createPost, type GatewaySettings } from './post.ts'
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
import { createSkewMeter, SKEW_FATAL_MS, SKEW_WARNING_MS } from './skew.ts'
import type { RequestOf } from './requests.ts'
import type { Call, Gateway } from './types.ts'

export type { GatewaySettings } from './post.ts'

type Log = { warn(details: object, message: string): void; error(details: object, message: string): void }

/** Longest time that one call takes, with its retries. */
export const DEADLINE_MS = 9_000
/** Time limit of each attempt of a call that may be retried. Any other call has one attempt and the whole deadline. */
const ATTEMPT_MS = 4_500
/** Our keys are refused: a retry cannot help, a person has to look. */
export const ALARM_CODES: readonly string[] = ['2000', '2009', '5000']
/** Codes of a platform whose clock differs too much from ours. */
const CLOCK_CODES = new Set(['2000', '2008', '5000', '9999'])
/** A shorter secret would match ordinary text. */
const MIN_SECRET_LENGTH = 6
const WARN_EVERY_MS = 10 * 60_000
/** An attempt sealed longer ago is sealed again, because its timestamp says when it was sent. */
const SEALED_MS = 1_000

/**
 * The eleven interfaces over HTTP: budget, circuit breaker, seal, send, read, and retry where that is safe.
 */
export function createGateway({
  settings,
  db,
  log,
  answerBy = () => undefined,
  visitor = () => null,
  tracing = null,
}: {
  settings: GatewaySettings
  db: Kysely<Database>
  log: Log
  /** Deadline of the current request, ms since the epoch. */
  answerBy?: () => number | undefined
  /** The anonymous visitor of the current request. */
  visitor?: () => string | null
  tracing?: Tracing | null
}): Gateway & { close(): Promise<void> } {
  const post = createPost(settings)
  const budget = createBudget({ db, limit: settings.rateLimit, leaseMs: DEADLINE_MS + 2_000 })
  const skew = createSkewMeter()
  const shared = new Map<string, Promise<unknown>>()
  /** Pending writes to the call log. */
  const notes = new Set<Promise<void>>()
  let warnedAt = 0

  /** The platform's message is shown to users and may repeat data that was sent to it. */
  const { accessToken, desKey, md5SecretKey } = settings.keys
  const secrets = [accessToken, desKey, md5SecretKey].filter((secret) => secret.length >= MIN_SECRET_LENGTH)
  const withoutSecrets = (sentence: string) =>
    secrets.reduce((text, secret) => text.replaceAll(secret, '***'), sentence)

  const whose = ({ priority }: Call) => (priority === 'screen' ? visitor() : null)

  function noteSkew(skewMs: number | null): void {
    skew.note(skewMs)
    const off = skew.ms() ?? 0
    if (Math.abs(off) < SKEW_WARNING_MS || Date.now() - warnedAt < WARN_EVERY_MS) return
    warnedAt = Date.now()
    log.warn({ skewMs: Math.round(off) }, 'our clock and the platform’s differ')
  }

  /** One attempt in a slot of the budget. Every outcome is logged. */
  async function attempt<Data>(
    name: InterfaceName,
    body: ReturnType<typeof bodyOf>,
    read: (data: unknown) => Data,
    call: Call,
    deadline: number,
  ): Promise<Data> {
    const { path, repeat } = INTERFACES[name]
    // Seals while the database is asked for the slot; seals again after a wait.
    const sealing = call.priority === 'screen' ? afterThisTurn(() => post.seal(path, body)) : null
    sealing?.catch(() => {})
    const slot = await budget.acquire({ ...call, name, visitor: whose(call) }, deadline)
    let status: number | null = null
    let skewMs: number | null = null
    let outcome = 'error'
    try {
      const sealed = await sealing
      const fresh = sealed && Date.now() - sealed.sealedAt < SEALED_MS ? sealed : await post.seal(path, body)
      const left = Math.max(1, deadline - Date.now())
      if (Date.now() > (call.sendBy ?? Number.POSITIVE_INFINITY)) throw new PlatformUnknown('late')
      const ask = () => fresh.send(repeat === 'never' ? left : Math.min(left, ATTEMPT_MS))
      const answer = await (tracing ? tracing.call(name, { 'portal.priority': call.priority }, ask) : ask())
      status = answer.status
      skewMs = answer.skewMs
      noteSkew(skewMs)
      const data = read(readAnswer(answer.status, answer.text))
      outcome = '0000'
      return data
    } catch (error) {
      if (error instanceof PlatformUnknown) outcome = error.reason
      if (!(error instanceof PlatformRefusal)) throw error
      outcome = error.code
      const clockOff = CLOCK_CODES.has(outcome) && Math.abs(skewMs ?? 0) >= SKEW_FATAL_MS
      if (clockOff || ALARM_CODES.includes(outcome))
        log.error(
          { interface: name, code: outcome, skewMs: Math.round(skewMs ?? 0) },
          clockOff ? 'the platform refuses our calls: our clock is wrong' : 'the platform refuses our keys',
        )
      throw new PlatformRefusal(error.code, withoutSecrets(error.platformMessage), clockOff ? skewMs : null)
    } finally {
      gatewayCalls.inc({ interface: name, outcome })
      // The answer counts even when logging fails: the lease frees the slot.
      const note = () => slot.release(outcome, status, skewMs)
      const noted = (outcome === '0000' ? afterThisTurn(note) : note())
        .catch((err: unknown) => log.warn({ err, interface: name }, 'platform call not logged'))
        .finally(() => notes.delete(noted))
      notes.add(noted)
      // A good answer does not wait for its log entry; an outcome that moves the circuit or the back-off
      // does.
      if (outcome !== '0000') await noted
    }
  }

  async function send<Name extends InterfaceName, Data>(
    name: Name,
    values: RequestOf<Name>,
    read: (data: unknown) => Data,
    call: Call,
  ): Promise<Data> {
    const { repeat } = INTERFACES[name]
    const body = bodyOf(name, { ...values, distrCode: settings.keys.distrCode })
    const own = Date.now() + (call.deadlineMs ?? DEADLINE_MS)
    const deadline = call.priority === 'screen' ? Math.min(own, answerBy() ?? own) : own
    if (deadline <= Date.now()) throw new CircuitOpen(1_000)
    let lost: PlatformUnknown | null = null
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(name, body, read, call, deadline)
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error
        const notDone =
          error instanceof NotSent || (error instanceof PlatformRefusal && error.code === '0002')
        if (error instanceof PlatformUnknown) lost = error
        // A lost earlier attempt decides, even when its repeat was not sent.
        if (error instanceof NotSent) throw lost ?? error
        const wait = pauseBefore(error, repeat, tries)
        if (wait === null || Date.now() + wait + 250 > deadline) throw notDone ? (lost ?? error) : error
        log.warn({ interface: name, reason: error.message, tries }, 'retry platform call')
        await pause(wait)
      }
    }
  }

  /** Identical screen reads share one call, unless something was written since it began. */
  async function ask<Name extends InterfaceName, Data>(
    name: Name,
    values: RequestOf<Name>,
    read: (data: unknown) => Data,
    call: Call,
  ): Promise<Data> {
    assertNoTransaction(name)
    if (!INTERFACES[name].shared) {
      shared.clear()
      return send(name, values, read, call).finally(() => shared.clear())
    }
    if (call.priority === 'background') return send(name, values, read, call)
    // Staff do not wait in the visitors' queue.
    const key = `${name} ${whose(call) !== null} ${JSON.stringify(values)}`
    const known = shared.get(key) as Promise<Data> | undefined
    if (known) return known
    const asked = send(name, values, read, call).finally(() => {
      if (shared.get(key) === asked) shared.delete(key)
    })
    shared.set(key, asked)
    return asked
  }

  return {
    limit: settings.rateLimit,
    register: (values, call) => ask('register', values, readMember, call),
    applyInvoice: (values, call) => ask('applyInvoice', values, () => undefined, call),
    getInvoiceUrl: (values, call) => ask('getInvoiceUrl', values, readInvoices, call),
    addTemp: (values, call) => ask('addTemp', values, readPreOrder, call),
    getDistrProductDetail: (values, call) => ask('getDistrProductDetail', values, readProduct, call),
    getPolicyUrl: (values, call) => ask('getPolicyUrl', values, readPolicyFiles, call),
    outNotify: (values, call) => ask('outNotify', values, () => undefined, call),
    getOrderListUrl: (values, call) => ask('getOrderListUrl', values, readOrderListUrl, call),
    surrenderByPolicyCode: (values, call) => ask('surrenderByPolicyCode', values, () => undefined, call),
    surrenderByOrderCode: (values, call) => ask('surrenderByOrderCode', values, () => undefined, call),
    getOrderDetail: (values, call) => ask('getOrderDetail', values, readOrderDetail, call),
    skewMs: () => skew.ms(),
    async close() {
      await post.close()
      await Promise.all(notes)
    },
  }
}

/** Pause before the next attempt, ms; null: no further attempt. */
function pauseBefore(error: GatewayError, repeat: Repeat, tries: number): number | null {
  // 0002 means "not done" for every interface; the budget decides how long everyone backs off.
  if (error instanceof PlatformRefusal) return error.code === '0002' ? 0 : null
  if (repeat === 'never' || (repeat === 'once' && tries > 1)) return null
  return repeat === 'once' ? 0 : jitter(200 * 2 ** (tries - 1))
}

/** Runs after pending I/O of this turn was sent. */
const afterThisTurn = async <Result>(work: () => Result | Promise<Result>): Promise<Result> => {
  await nextTurn()
  return work()
}

const jitter = (ms: number) => ms * (0.5 + Math.random())
