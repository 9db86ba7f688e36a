import type { Platform } from '../platform.ts'
import type { Task } from '../store/records.ts'
import { finishInvoice, finishSurrender, issueOrder, refund } from './lifecycle.ts'
import { type Delivery, deliver } from './notifications.ts'

const TICK_MS = 40
const AT_ONCE = 32
const KEPT = 300

export type Worker = {
  /** The newest deliveries first; in memory only. */
  deliveries: Delivery[]
  /** Processes what is due now. */
  tick(): void
  stop(): Promise<void>
}

/**
 * Processes what is due: state changes in order, notifications in parallel. Tasks that were due before a kill
 * are processed.
 */
export function startWorker(platform: Platform): Worker {
  const { store, trueNow } = platform
  const stopping = new AbortController()
  const sending = new Map<number, Promise<void>>()
  const deliveries: Delivery[] = []

  const tick = () => {
    const now = trueNow()
    for (const task of store.dueChanges(now)) change(platform, task)
    for (const task of store.dueNotifications(now, AT_ONCE + sending.size)) {
      if (sending.has(task.id) || sending.size >= AT_ONCE || task.kind !== 'notify') continue
      const sent = deliver(platform, task, stopping.signal).then((delivery) => {
        sending.delete(task.id)
        deliveries.unshift(delivery)
        if (deliveries.length > KEPT) deliveries.pop()
      })
      sending.set(task.id, sent)
    }
  }
  const timer = setInterval(tick, TICK_MS)

  return {
    deliveries,
    tick,
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await Promise.all(sending.values())
    },
  }
}

/** One state change, atomically. */
function change(platform: Platform, task: Task): void {
  const { store } = platform
  store.transaction(() => {
    const order = store.order('temp_order_code', task.tempOrderCode)
    if (order && task.kind === 'issue') issueOrder(platform, order)
    if (order && task.kind === 'surrendered') finishSurrender(platform, order, task.data.policyCodes)
    if (order && task.kind === 'refunded') refund(platform, order, task.data.policyCodes)
    if (order && task.kind === 'invoiced') finishInvoice(platform, order)
    store.endTask(task.id)
  })
}
