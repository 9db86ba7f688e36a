import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Pool } from 'undici'
import { bodyOf } from '../gateway/interfaces.ts'
import { createPost } from '../gateway/post.ts'
import { SANDBOX_KEYS } from '../sandbox/test-keys.ts'
import { benchPortal } from './bench-portal.ts'
import { ms, quantile, type Section, times } from './figure.ts'
import { closedLoop, openLoop, timed } from './load.ts'

const CONNECTIONS = 50
const LOOP_MS = 4_000
/** Reads alternate with as many of the bare client; together fewer than the platform allows in a minute. */
const TURNS = 10
const READS_OF_A_TURN = 33

export const ordersSection: Section = {
  name: 'orders',
  repeats: 3,
  about: 'the list of orders, against bare Fastify answering the same bytes',
  async run() {
    const portal = await benchPortal()
    try {
      for (let n = 0; n < 25; n++) await portal.order(n)
      const path = '/api/orders?limit=20'
      const body = await (await fetch(portal.url + path, { headers: portal.headers })).text()
      const ours = await closedLoop(portal.url, { path, headers: portal.headers }, CONNECTIONS, LOOP_MS)
      const bare = spawn(process.execPath, [join(import.meta.dirname, 'bare.ts')], {
        stdio: ['pipe', 'pipe', 'inherit'],
      })
      bare.stdin.end(body)
      const [line] = (await once(bare.stdout, 'data')) as [Buffer]
      const theirs = await closedLoop(line.toString().trim(), { path: '/' }, CONNECTIONS, LOOP_MS)
      bare.kill()
      const ratio = ours / theirs
      return [
        {
          promise: `GET /api/orders, 20 rows (${(body.length / 1000).toFixed(1)} kB), requests per second`,
          found: `${Math.round(ours)} against ${Math.round(theirs)}: ${times(ratio)}`,
          target: '≥ 0.35×',
          holds: ratio >= 0.35,
          measured: { name: 'of bare Fastify', value: ratio, unit: '×', better: 'more' },
        },
      ]
    } finally {
      await portal.end()
    }
  },
}

export const readSection: Section = {
  name: 'read',
  repeats: 3,
  about: 'a platform read through the BFF, against the same call by a bare client',
  async run() {
    // The real limit, because the window counts for as long as in production.
    const portal = await benchPortal(400)
    const post = createPost({
      mode: 'custom',
      url: portal.sandboxUrl,
      keys: SANDBOX_KEYS,
      version: '1.0',
      listSign: 'java',
      body: 'json',
      ip: null,
      rateLimit: 400,
      statusLabels: {},
      amountIs: 'gross',
      notifyAck: '',
    })
    try {
      const values = { account: '13800138000', distrCode: SANDBOX_KEYS.distrCode, memberId: portal.memberId }
      const body = bodyOf('getOrderListUrl', values)
      const path = `/api/members/${portal.memberId}/platform-orders`
      const bare = () => timed(READS_OF_A_TURN, () => post.send('/api/order/getOrderListUrl', body, 5_000))
      const client = new Pool(portal.url)
      const through = () =>
        timed(READS_OF_A_TURN, async () => {
          const { body: answer, statusCode } = await client.request({
            path,
            method: 'GET',
            headers: portal.headers,
          })
          if (statusCode !== 200) throw new Error(`answered ${statusCode}: ${await answer.text()}`)
          return answer.text()
        })
      // The difference within each turn, measured on the same machine and with the same client.
      const more: number[] = []
      const theirs: number[] = []
      for (let turn = 0; turn < TURNS; turn++) {
        const alone = await bare()
        more.push(quantile(await through(), 0.5) - quantile(alone, 0.5))
        theirs.push(...alone)
      }
      await client.close()
      const found = quantile(more, 0.5)
      return [
        {
          promise: `a platform read through the BFF, p50 of ${TURNS} turns`,
          found: `+ ${ms(found)} (of the turns + ${ms(quantile(more, 0))} to + ${ms(quantile(more, 1))}) over ${ms(quantile(theirs, 0.5))}`,
          target: '+ ≤ 3 ms',
          holds: found <= 3,
          measured: { name: 'added', value: found, unit: 'ms', better: 'less' },
        },
      ]
    } finally {
      await post.close()
      await portal.end()
    }
  },
}

export const notifySection: Section = {
  name: 'notify',
  repeats: 3,
  about: 'notifications acknowledged at 300 a second',
  async run() {
    // The background calls are limited as in production.
    const portal = await benchPortal(400)
    try {
      const paths: string[] = []
      for (let n = 0; n < 40; n++) {
        const { tempOrderCode } = await portal.order(n)
        const theirs = await portal.control<{ deliverNotifyUrl: string }>('GET', `/orders/${tempOrderCode}`)
        paths.push(new URL(theirs.deliverNotifyUrl).pathname)
      }
      const headers = { 'content-type': 'application/json' }
      const request = (n: number) => ({
        path: paths[n % paths.length] ?? '',
        headers,
        body: `{"outSerialNo":"S","orderCode":"","tempOrderCode":"","policyCode":"P${n}","success":true}`,
      })
      await openLoop(portal.url, request, 300, 2_000)
      const taken = await openLoop(portal.url, request, 300, 10_000)
      const p99 = quantile(taken, 0.99)
      return [
        {
          promise: `notification acknowledged at 300/s, p99 of ${taken.length}`,
          found: `${ms(p99)} (p50 ${ms(quantile(taken, 0.5))})`,
          target: '≤ 50 ms',
          holds: p99 <= 50,
          measured: { name: 'p99', value: p99, unit: 'ms', better: 'less' },
        },
      ]
    } finally {
      await portal.end()
    }
  },
}

export const memorySection: Section = {
  name: 'memory',
  about: 'memory of the BFF after 100,000 requests',
  async run() {
    const portal = await benchPortal()
    try {
      for (let n = 0; n < 25; n++) await portal.order(n)
      const path = '/api/orders?limit=20'
      const used = async () => {
        const text = await (await fetch(`${portal.url}/metrics`)).text()
        return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 1e6
      }
      const many = async (count: number, stepMs: number) => {
        for (let done = 0; done < count; ) {
          const request = { path, headers: portal.headers }
          // Sends a quarter more before counting.
          done += ((await closedLoop(portal.url, request, CONNECTIONS, stepMs)) * stepMs * 1.25) / 1000
        }
      }
      await many(1_000, 200)
      const early = await used()
      await many(100_000, 2_000)
      const late = await used()
      return [
        {
          promise: 'resident memory after 100,000 requests, against after 1,000',
          found: `${Math.round(late)} MB against ${Math.round(early)} MB: ${times(late / early)}`,
          target: '≤ 1.2×',
          holds: late / early <= 1.2,
          measured: { name: 'growth', value: late / early, unit: '×', better: 'less' },
        },
      ]
    } finally {
      await portal.end()
    }
  },
}
