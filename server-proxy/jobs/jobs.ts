import { CompiledQuery, type Transaction } from 'kysely'
import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { isDatabaseAway } from '../store/database-away.ts'
import { jobsDone } from './count-jobs.ts'
import { watchDueJobs } from './due-jobs.ts'
import type { Database } from '../store/schema.ts'

/** The durable queues; each holds at most one waiting and one running job per key. */
export const QUEUES = [
  'pull-order',
  'poll-order',
  'place-order',
  'place-batch',
  'send-payment',
  'send-surrender',
  'partner-event',
  'abandon-purchases',
  'reconcile',
  'compare',
  'compare-daily',
  'fold-days',
  'notices',
  'send-notice',
  'watch-platform',
  'forget',
  'reseal',
] as const
export type Queue = (typeof QUEUES)[number]

type Enqueue = {
  key: string
  data?: object
  afterSeconds?: number
  /** Concurrency group: a process runs at most `ofGroup` of a group at a time. */
  group?: string
  in?: Transaction<Database>
}

export type Jobs = {
  /** Enqueues a job; with `in` it exists only when that transaction commits. */
  enqueue(queue: Queue, job: Enqueue): Promise<void>
  /** Enqueues many jobs, ordered by key. Returns how many were not waiting already. */
  enqueueAll(
    queue: Queue,
    jobs: { key: string; data: object }[],
    within: Transaction<Database>,
  ): Promise<number>
  /**
   * Wakes this many idle workers of this process, after a transaction that enqueued. Other processes find the
   * job within half a second.
   */
  wake(queue: Queue, count?: number): void
  /**
   * Runs `handler` for each job; a throw retries it with back-off. `ofGroup`: concurrent jobs of one group.
   */
  work<Data extends object>(
    queue: Queue,
    concurrency: number,
    handler: (data: Data) => Promise<void>,
    ofGroup?: number,
  ): Promise<void>
  /** Runs `handler` by cron in Asia/Shanghai, once across all processes. */
  schedule(queue: Queue, cron: string, handler: () => Promise<void>): Promise<void>
  /** Waiting and running jobs by queue; `retrying` are the waiting ones that were tried before. */
  depths(): Promise<{ name: string; waiting: number; running: number; retrying: number }[]>
  /** Waiting jobs of one queue. */
  waiting(queue: Queue): Promise<number>
  /** Lets running jobs finish, for a few seconds at most. */
  stop(): Promise<void>
}

/** A dead worker's job blocks its key until its heartbeat is this old, s. */
const HEARTBEAT_SECONDS = 15
/** Check interval for dead workers, short enough for a short-lived process. */
const DEAD_CHECK_SECONDS = 10
const LOG_EVERY_MS = 60_000
const OPTIONS = {
  // Longer than the calls of any one job take, including retries.
  expireInSeconds: 120,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  deleteAfterSeconds: 86_400,
  retryLimit: 1_000,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
}
const KEPT_OPTIONS = Object.keys(OPTIONS) as (keyof typeof OPTIONS)[]
/** Workers are woken for due jobs; this is how often each looks for itself, s. */
const BACKSTOP_SECONDS = 60

/** pg-boss on the portal's own pool: queues, delays and retries live beside their data. */
export async function startJobs(
  pool: pg.Pool,
  log: { error(details: object, message: string): void },
): Promise<Jobs> {
  const boss = new PgBoss({
    superviseIntervalSeconds: DEAD_CHECK_SECONDS,
    monitorIntervalSeconds: DEAD_CHECK_SECONDS,
    db: { executeSql: (text, values) => pool.query(text, values) },
  })
  // A fault that stops all queues fails several times a second: log each kind once a minute.
  const loggedAt = new Map<string, number>()
  const failed = (error: Error) => {
    // Logged once by watch-database.ts.
    if (isDatabaseAway(error)) return
    const { code = '', queue = '' } = error as { code?: string; queue?: string }
    const kind = `${code} ${queue}`
    if (Date.now() - (loggedAt.get(kind) ?? 0) < LOG_EVERY_MS) return
    loggedAt.set(kind, Date.now())
    log.error({ err: error }, 'queue failed')
  }
  boss.on('error', failed)
  await boss.start()
  const made = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
  for (const queue of QUEUES) {
    const own = made.get(queue)
    if (!own) await boss.createQueue(queue, { policy: 'stately', ...OPTIONS })
    // An existing queue keeps its old options otherwise.
    else if (KEPT_OPTIONS.some((option) => own[option] !== OPTIONS[option]))
      await boss.updateQueue(queue, OPTIONS)
  }
  void boss.supervise().catch(failed)

  const workersOf = (queue: string) => boss.getWipData().filter(({ name }) => name === queue)
  const wake = (queue: string, count = Number.POSITIVE_INFINITY) => {
    // A busy worker looks again when it finishes. One that failed, as without a database, keeps its last job's count.
    const idle = workersOf(queue).filter(
      ({ count: running, lastErrorOn, lastJobStartedOn }) =>
        running === 0 || (lastErrorOn ?? 0) >= (lastJobStartedOn ?? Number.POSITIVE_INFINITY),
    )
    for (const { id } of idle.slice(0, count)) boss.notifyWorker(id)
  }
  const stopping = new AbortController()
  const worked = () => [...new Set(boss.getWipData().map(({ name }) => name))]
  const watching = watchDueJobs(pool, worked, wake, failed, stopping.signal)
  const inside = (transaction: Transaction<Database>) => ({
    executeSql: (text: string, values?: unknown[]) =>
      transaction.executeQuery(CompiledQuery.raw(text, values)) as Promise<{ rows: unknown[] }>,
  })

  return {
    wake,
    async enqueue(queue, { key, data = {}, afterSeconds = 0, group, in: transaction }) {
      await boss.send(queue, data, {
        singletonKey: key,
        startAfter: afterSeconds,
        ...(group && { group: { id: group } }),
        ...(transaction && { db: inside(transaction) }),
      })
      if (!afterSeconds && !transaction) wake(queue)
    },
    async enqueueAll(queue, jobs, within) {
      const made = await boss.insert(
        queue,
        jobs.map(({ key, data }) => ({ singletonKey: key, data })),
        { db: inside(within), returnId: true },
      )
      return made?.length ?? 0
    },
    async work<Data extends object>(
      queue: Queue,
      concurrency: number,
      handler: (data: Data) => Promise<void>,
      ofGroup?: number,
    ) {
      const options = {
        batchSize: 1,
        pollingIntervalSeconds: BACKSTOP_SECONDS,
        localConcurrency: concurrency,
        ...(ofGroup && { localGroupConcurrency: ofGroup }),
      }
      await boss.work<Data>(queue, options, async (jobs) => {
        // More jobs may wait: busy workers look again at once when they finish.
        for (const { id, count } of workersOf(queue)) if (count > 0) boss.notifyWorker(id)
        for (const job of jobs) await counted(queue, () => handler(job.data))
      })
    },
    async schedule(queue, cron, handler) {
      await boss.schedule(queue, cron, {}, { tz: 'Asia/Shanghai', singletonKey: queue })
      await boss.work(queue, { pollingIntervalSeconds: BACKSTOP_SECONDS }, () => counted(queue, handler))
    },
    async depths() {
      const { rows } = await pool.query<{ name: string; waiting: number; running: number; retrying: number }>(
        `select name, count(*) filter (where state <> 'active') as waiting,
                count(*) filter (where state = 'active') as running,
                count(*) filter (where state = 'retry') as retrying
         from pgboss.job where state < 'completed' group by name order by name`,
      )
      return rows.filter(({ name }) => !name.startsWith('__'))
    },
    async waiting(queue) {
      const { rows } = await pool.query<{ waiting: number }>(
        `select count(*) as waiting from pgboss.job where name = $1 and state < 'active' and start_after <= now()`,
        [queue],
      )
      return rows[0]?.waiting ?? 0
    },
    async stop() {
      stopping.abort()
      await watching
      await boss.stop({ graceful: true, close: false, timeout: 5_000 })
    },
  }
}

async function counted(queue: Queue, work: () => Promise<void>): Promise<void> {
  try {
    await work()
    jobsDone.inc({ queue, result: 'done' })
  } catch (error) {
    jobsDone.inc({ queue, result: 'failed' })
    throw error
  }
}
