import { Counter } from 'prom-client'

const LOG_EVERY_MS = 60_000

/** Notifications for orders that are not in this database. After a restore: paid orders are missing. */
export const unknownNotifications = new Counter({
  name: 'portal_notifications_unknown_total',
  help: 'Notifications for orders that are not in this database; after a restore, orders are missing',
  registers: [],
})

type Log = { warn(details: object, message: string): void }

/** Returns a counter that logs once a minute, because anyone can send such notifications. */
export function unknownNoted(log: Log): () => void {
  let since = 0
  let loggedAt = 0
  return () => {
    unknownNotifications.inc()
    since++
    if (Date.now() - loggedAt < LOG_EVERY_MS) return
    log.warn({ count: since }, 'notifications for orders that are not in this database')
    loggedAt = Date.now()
    since = 0
  }
}
