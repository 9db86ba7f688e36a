import { request } from 'undici'
import { type Platform, scenarioOf } from '../platform.ts'
import type { NotifyEvent, Order, Task } from '../store/records.ts'

const URL_OF = { deliver: 'deliverNotifyUrl', return: 'returnNotifyUrl', refund: 'refundNotifyUrl' } as const

type News = {
  event: NotifyEvent
  /** One notification each; '' without a number. */
  policyCodes: readonly string[]
  success?: boolean
  /** Fen, for a refund. */
  amount?: number
  /** 'before': the state has not moved yet; only early notifications are sent then. */
  stage?: 'before' | 'after'
}

/** Queues the notifications of an event by the order's scenario. */
export function announce(platform: Platform, order: Order, news: News): void {
  const { notify } = scenarioOf(platform, order)
  const { event, policyCodes, success = true, amount, stage = 'after' } = news
  if (notify === 'none' || (notify === 'early') !== (stage === 'before')) return
  const codes = notify === 'reversed' ? policyCodes.toReversed() : policyCodes
  for (const [place, policyCode] of (event === 'refund' ? [codes.join(',')] : codes).entries()) {
    const body = bodyOf(order, {
      policyCode,
      success,
      ...(amount !== undefined && { refundAmt: amount / 100 }),
    })
    const wait = waitOf(platform, notify, event) + place
    queueNotification(platform, order, { event, body, wait })
    if (notify === 'twice') queueNotification(platform, order, { event, body, wait: wait + 50 })
  }
}

/** The JSON of a notification; `more` overrides the order's fields. */
export function bodyOf(order: Order, more: Record<string, unknown>): string {
  const { outSerialNo, orderCode, tempOrderCode } = order
  return JSON.stringify({ outSerialNo, orderCode, tempOrderCode, ...more })
}

/** `wait` in ms. Skips an event without an address in the order. */
export function queueNotification(
  { store, trueNow }: Platform,
  order: Order,
  {
    event,
    body,
    wait,
    url = order[URL_OF[event]],
  }: { event: NotifyEvent; body: string; wait: number; url?: string },
): void {
  if (!url) return
  store.addTask({
    due: trueNow() + wait,
    kind: 'notify',
    tempOrderCode: order.tempOrderCode,
    data: { event, url, body, tries: 0 },
  })
}

function waitOf({ pace }: Platform, notify: string, event: NotifyEvent): number {
  if (notify === 'early') return 0
  if (notify === 'late') return pace.late
  if (notify !== 'reversed') return pace.notify
  // The last event's notification comes first.
  const last = { refund: pace.notify, return: pace.refund + pace.late / 2, deliver: 2 * pace.late }
  return last[event]
}

/** Growing pauses between attempts, as multiples of the first; then the platform gives up. */
const PAUSES = [1, 3, 10, 30, 90, 300, 900, 1_800]

export type Delivery = {
  at: number
  tempOrderCode: string
  event: NotifyEvent
  url: string
  body: string
  attempt: number
  /** HTTP status, or the error. */
  result: string
  acknowledged: boolean
  /** ms until the next attempt; null for none. */
  next: number | null
}

/** Delivers once. 200 is an acknowledgement; anything else is retried and finally given up. */
export async function deliver(
  { store, pace, trueNow }: Platform,
  task: Extract<Task, { kind: 'notify' }>,
  stopped: AbortSignal,
): Promise<Delivery> {
  const { event, url, body, tries } = task.data
  const result = await post(url, body, stopped)
  const acknowledged = result === '200'
  const pause = PAUSES[tries]
  const next = acknowledged || pause === undefined ? null : pause * pace.retry
  if (!stopped.aborted) {
    if (next === null) store.endTask(task.id)
    else store.putOffTask(task.id, trueNow() + next, { ...task.data, tries: tries + 1 })
  }
  const { tempOrderCode } = task
  return { at: trueNow(), tempOrderCode, event, url, body, attempt: tries + 1, result, acknowledged, next }
}

const TIMEOUT_MS = 5_000

async function post(url: string, body: string, stopped: AbortSignal): Promise<string> {
  const patience = new AbortController()
  const giveUp = () => patience.abort()
  const timer = setTimeout(giveUp, TIMEOUT_MS)
  stopped.addEventListener('abort', giveUp)
  try {
    const answer = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json;charset=UTF-8', 'user-agent': 'aigobo-notify/1.0' },
      body,
      signal: patience.signal,
    })
    await answer.body.dump()
    return String(answer.statusCode)
  } catch (error) {
    if (patience.signal.aborted) return 'timeout'
    return error instanceof Error ? ('code' in error ? String(error.code) : error.name) : 'failed'
  } finally {
    clearTimeout(timer)
    stopped.removeEventListener('abort', giveUp)
  }
}
