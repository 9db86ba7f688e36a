import { EventEmitter } from 'node:events'
import { type Kysely, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { LiveEvent } from '#contract/live.ts'
import type { Database } from '../store/schema.ts'

const CHANNEL = 'portal_live'
/** The name of the database session that identifies a running portal. */
export const LISTENER = 'portal-live'
const RECONNECT_MS = 1_000
/** A connection that the network dropped is silent, so it is probed this often and has as long to answer. */
const PROBE_EVERY_MS = 15_000
const ANSWER_MS = 5_000

type OrderNews = Extract<LiveEvent, { orderId: string }>
/** A message about an order names its `owner`: the user who may see it, apart from managers. */
export type LiveMessage = (OrderNews & { owner: string }) | Exclude<LiveEvent, OrderNews>
/** Sessions of this user ended: open streams check whether theirs still is valid. */
type SessionsEnded = { sessionsOf: string }

export type Live = {
  /** Calls `listener` with each message of every process. Returns the unsubscribe function. */
  subscribe(listener: (message: LiveMessage) => void): () => void
  /** Calls `listener` with the id of each user whose sessions ended. Returns the unsubscribe function. */
  onSessionsEnded(listener: (userId: string) => void): () => void
  /** Calls `listener` when messages may have been missed. Returns the unsubscribe function. */
  onGap(listener: () => void): () => void
  stop(): Promise<void>
}

/** Sends a message to every process when `transaction` commits, and nothing when it rolls back. */
export async function announce(
  transaction: Transaction<Database> | Kysely<Database>,
  message: LiveMessage | SessionsEnded,
): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(message)})`.execute(transaction)
}

/** Listens on a dedicated connection and reconnects when it breaks. */
export async function startLive(config: pg.PoolConfig): Promise<Live> {
  const emitter = new EventEmitter().setMaxListeners(0)
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let broken = false

  async function connect(): Promise<void> {
    const Client = (config.Client ?? pg.Client) as typeof pg.Client
    const next = new Client({
      ...config,
      keepAlive: true,
      keepAliveInitialDelayMillis: PROBE_EVERY_MS,
      application_name: LISTENER,
      query_timeout: ANSWER_MS,
      connectionTimeoutMillis: ANSWER_MS,
    })
    next.on('notification', ({ payload }) => {
      if (!payload) return
      // A process of an earlier version names no kind and reports only orders.
      const message = { kind: 'order', ...JSON.parse(payload) } as LiveMessage | SessionsEnded
      if ('sessionsOf' in message) emitter.emit('sessions-ended', message.sessionsOf)
      else emitter.emit('message', message)
    })
    const asking = setInterval(
      () => void next.query('select 1').catch(() => next.connection.stream.destroy()),
      PROBE_EVERY_MS,
    )
    let over = false
    const again = () => {
      if (over) return
      over = true
      clearInterval(asking)
      // A connection that cannot listen would stay open.
      next.connection.stream.destroy()
      if (stopped) return
      broken = true
      clearTimeout(timer)
      timer = setTimeout(() => void connect(), RECONNECT_MS)
    }
    next.on('error', again)
    next.on('end', again)
    try {
      await next.connect()
      await next.query(`listen ${CHANNEL}`)
      if (stopped) return again()
      if (broken) emitter.emit('gap')
      broken = false
      client = next
    } catch {
      again()
    }
  }
  await connect()

  return {
    subscribe(listener) {
      emitter.on('message', listener)
      return () => emitter.off('message', listener)
    },
    onSessionsEnded(listener) {
      emitter.on('sessions-ended', listener)
      return () => emitter.off('sessions-ended', listener)
    },
    onGap(listener) {
      emitter.on('gap', listener)
      return () => emitter.off('gap', listener)
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
