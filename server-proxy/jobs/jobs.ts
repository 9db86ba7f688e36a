import { CompiledQuery, type Transaction } from 'kysely'
import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Database } from '../store/schema.ts'

/** The durable queues; each holds at most one waiting and one running job per key. */
export const QUEUES = [
  'pull-order',
  'poll-order',
  'place-order',
  'send-payment',
  'send-surrender',
  'partner-event',
  'reconcile',
  'compare',
  'compare-daily',
  'fold-days',
  'forget',
  'reseal',
] as const
export type Queue = (typeof QUEUES)[number]

type Enqueue = {
  key: string
  data?: object
  afterSeconds?: number
  /** Of one group a process runs as many at a time as the queue's workers were told. */
  group?: string
  in?: Transaction<Database>
}

export type Jobs = {
  /** Asks for work; with `in` it exists exactly when that transaction commits. */
  enqueue(queue: Queue, job: Enqueue): Promise<void>
  /** Asks for many at once, in the order of their keys; answers how many did not wait already. */
  enqueueAll(
    queue: Queue,
    jobs: { key: string; data: object }[],
    within: Transaction<Database>,
  ): Promise<number>
  /** Wakes as many of this process's idle workers, after a transaction that enqueued; others find the job by polling. */
  wake(queue: Queue, count?: number): void
  /** Runs `handler` for each job; a throw brings the job back with growing pauses. `ofGroup`: at a time, of a group. */
  work<Data extends object>(
    queue: Queue,
    concurrency: number,
    handler: (data: Data) => Promise<void>,
    ofGroup?: number,
  ): Promise<void>
  /** Runs `handler` by cron in Asia/Shanghai, once over all processes. */
  schedule(queue: Queue, cron: string, handler: () => Promise<void>): Promise<void>
  /** What waits and runs, by queue; of what waits, `retrying` was tried before. */
  depths(): Promise<{ name: string; waiting: number; running: number; retrying: number }[]>
  /** How many jobs of one queue wait for a worker. */
  waiting(queue: Queue): Promise<number>
  /** Lets running jobs end, up to a few seconds. */
  stop(): Promise<void>
}

const RETRIES = { retryLimit: 1_000, retryDelay: 5, retryBackoff: true, retryDelayMax: 300 }
/**
 * A job whose process died holds back every other of its key: it comes back when its heart has been still for this
 * long, s. Looked for this often, also by a process that does not live for a minute.
 */
const STILL_SECONDS = 15
const LOOK_SECONDS = 10
const TELL_EVERY_MS = 60_000

/** pg-boss on the portal's own pool: queues, delays and retries live beside the data they are about. */
export async function startJobs(
  pool: pg.Pool,
  log: { error(details: object, message: string): void },
): Promise<Jobs> {
  const boss = new PgBoss({
    superviseIntervalSeconds: LOOK_SECONDS,
    monitorIntervalSeconds: LOOK_SECONDS,
    db: { executeSql: (text, values) => pool.query(text, values) },
  })
  // What keeps all queues from working fails several times a second: each kind is told once a minute.
  const toldAt = new Map<string, number>()
  boss.on('error', (error) => {
    const { code = '', queue = '' } = error as { code?: string; queue?: string }
    const kind = `${code} ${queue}`
    if (Date.now() - (toldAt.get(kind) ?? 0) < TELL_EVERY_MS) return
    toldAt.set(kind, Date.now())
    log.error({ err: error }, 'queue failed')
  })
  await boss.start()
  for (const queue of QUEUES) {
    const options = {
      // Longer than the calls of any one job may take, with their repeats.
      expireInSeconds: 120,
      heartbeatSeconds: STILL_SECONDS,
      deleteAfterSeconds: 86_400,
      ...RETRIES,
    }
    await boss.createQueue(queue, { policy: 'stately', ...options })
    // One that an earlier version made keeps what it was made with, else.
    await boss.updateQueue(queue, options)
  }
  void boss.supervise().catch((error: unknown) => log.error({ err: error }, 'queue failed'))
  const workers = new Map<Queue, { id: string; busy: boolean }[]>()

  const wake = (queue: Queue, count = Number.POSITIVE_INFINITY) => {
    // One at work looks again by itself when it is done.
    const idle = (workers.get(queue) ?? []).filter((worker) => !worker.busy)
    for (const { id } of idle.slice(0, count)) boss.notifyWorker(id)
  }
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
      const own: { id: string; busy: boolean }[] = []
      workers.set(queue, own)
      // Workers that count groups have to be made together.
      const together = ofGroup && { localConcurrency: concurrency, localGroupConcurrency: ofGroup }
      for (let n = 0; n < (together ? 1 : concurrency); n++) {
        const worker = { id: '', busy: false }
        worker.id = await boss.work<Data>(
          queue,
          { batchSize: 1, pollingIntervalSeconds: 0.5, ...together },
          async (jobs) => {
            worker.busy = true
            // Where one waited, more may: looked for at once when this one is over, not after the polling pause.
            boss.notifyWorker(worker.id)
            try {
              for (const job of jobs) await handler(job.data)
            } finally {
              worker.busy = false
            }
          },
        )
        own.push(worker)
      }
    },
    async schedule(queue, cron, handler) {
      await boss.schedule(queue, cron, {}, { tz: 'Asia/Shanghai', singletonKey: queue })
      await boss.work(queue, { pollingIntervalSeconds: 2 }, async () => handler())
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
      await boss.stop({ graceful: true, close: false, timeout: 5_000 })
    },
  }
}
