import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'

type Request = { path: string; method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: string }

/** `connections` clients without pauses: answers per second. */
export async function closedLoop(origin: string, request: Request, connections: number, forMs: number) {
  const pool = new Pool(origin, { connections, pipelining: 1 })
  let answers = 0
  let failed = 0
  let counting = false
  let over = false
  const client = async () => {
    while (!over) {
      const answer = await pool.request({ method: 'GET', ...request })
      await answer.body.dump()
      if (answer.statusCode !== 200) failed++
      if (counting) answers++
    }
  }
  const clients = Array.from({ length: connections }, client)
  await pause(forMs / 4)
  counting = true
  const began = performance.now()
  await pause(forMs)
  const seconds = (performance.now() - began) / 1000
  const perSecond = answers / seconds
  over = true
  await Promise.all(clients)
  await pool.close()
  if (failed > 0) throw new Error(`${failed} answers were not 200`)
  return perSecond
}

/** `perSecond` requests regardless of their duration, as real clients send them: the time of each, ms. */
export async function openLoop(
  origin: string,
  requestOf: (n: number) => Request,
  perSecond: number,
  forMs: number,
): Promise<number[]> {
  const pool = new Pool(origin, { connections: 64 })
  const taken: number[] = []
  const all: Promise<void>[] = []
  const began = performance.now()
  const count = Math.round((perSecond * forMs) / 1000)
  for (let n = 0; n < count; n++) {
    const due = began + (n * 1000) / perSecond
    if (due > performance.now()) await pause(due - performance.now())
    all.push(
      (async () => {
        const answer = await pool.request({ method: 'POST', ...requestOf(n) })
        await answer.body.dump()
        if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}`)
        taken.push(performance.now() - due)
      })(),
    )
  }
  await Promise.all(all)
  await pool.close()
  return taken
}

/** Processor time of `count` runs of `work`, ms, which excludes other load on the machine. */
export async function computed(count: number, work: (n: number) => unknown): Promise<number[]> {
  const taken: number[] = []
  for (let n = 0; n < count; n++) {
    const began = process.cpuUsage()
    await work(n)
    const { user, system } = process.cpuUsage(began)
    if (n >= count / 10) taken.push((user + system) / 1000)
  }
  return taken
}

/** Longest turn of the event loop in each of `count` runs of `work`, ms of processor time. */
export async function longestTurns(count: number, work: (n: number) => Promise<unknown>): Promise<number[]> {
  const longest: number[] = []
  for (let n = 0; n < count; n++) {
    let most = 0
    let over = false
    let began = process.cpuUsage()
    const turn = () => {
      const { user, system } = process.cpuUsage(began)
      most = Math.max(most, (user + system) / 1000)
      began = process.cpuUsage()
      if (!over) setImmediate(turn)
    }
    setImmediate(turn)
    await work(n)
    over = true
    await nextTurn()
    if (n >= count / 10) longest.push(most)
  }
  return longest
}

/** Duration of `count` sequential runs of `work`, ms; the first tenth is warm-up. */
export async function timed(count: number, work: (n: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let n = 0; n < count; n++) {
    const began = performance.now()
    await work(n)
    if (n >= count / 10) taken.push(performance.now() - began)
  }
  return taken
}
