import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { audit, type AuditKey } from '../store/audit.ts'
import type { Database } from '../store/schema.ts'
import { Refusal } from './refusal.ts'

export type Throttle = {
  /**
   * Counts one attempt, or its `weight`, before it runs, so parallel attempts cannot exceed the limit.
   * Returns how many are left; 429 beyond.
   */
  count(key: string, weight?: number): Promise<number>
  /** Takes a successful attempt back. */
  forgive(key: string): Promise<void>
  /** Resets the count. */
  clear(key: string): Promise<void>
}

/** Where attempts are counted, and where the first refusal is audited. */
export type Counts = { pool: pg.Pool; db: Kysely<Database>; vault: AuditKey }

/**
 * `points` attempts per key in `seconds`, across all processes. Stores only a hash of the key. Audits the
 * first refusal of a window.
 */
export function createThrottle(
  { pool, db, vault }: Counts,
  name: string,
  points: number,
  seconds: number,
): Throttle {
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    tableName: 'throttles',
    tableCreated: true,
    clearExpiredByTimeout: true,
    keyPrefix: name,
    points,
    duration: seconds,
  })
  const hashOf = (key: string) => createHash('sha256').update(key).digest('base64url')
  return {
    async count(key, weight = 1) {
      try {
        return (await limiter.consume(hashOf(key), weight)).remainingPoints
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        if (error.consumedPoints - weight <= points)
          await audit(vault, db, { actor: 'system', act: 'throttle-closed', detail: { throttle: name } })
        throw new Refusal(429, 'too-many-requests', { retryAfterMs: error.msBeforeNext })
      }
    },
    async forgive(key) {
      await limiter.reward(hashOf(key), 1)
    },
    async clear(key) {
      await limiter.delete(hashOf(key))
    },
  }
}

/** Factor for the /48 of IPv6 that a provider may assign to one customer. */
const WIDE = 4

/**
 * Attempts by address, normalised by `addressKey`; IPv6 also counts for its /48. Takes addresses, not keys.
 */
export function createAddressThrottle(
  counts: Counts,
  name: string,
  points: number,
  seconds: number,
): Omit<Throttle, 'clear'> {
  const near = createThrottle(counts, name, points, seconds)
  const wide = createThrottle(counts, `${name}-48`, points * WIDE, seconds)
  const wideKey = (ip: string) => {
    const groups = addressKey(ip).split(':')
    return groups.length === 4 ? groups.slice(0, 3).join(':') : null
  }
  return {
    async count(ip, weight) {
      const left = await near.count(addressKey(ip), weight)
      const key = wideKey(ip)
      return key === null ? left : Math.min(left, await wide.count(key, weight))
    },
    async forgive(ip) {
      await near.forgive(addressKey(ip))
      const key = wideKey(ip)
      if (key !== null) await wide.forgive(key)
    },
  }
}

/** The throttling key of an address: for IPv6 its /64, because one connection owns all of it. */
export function addressKey(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIP(plain) !== 6) return plain
  const [head = '', tail = ''] = plain.split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const groups = plain.includes('::')
    ? [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right]
    : left
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
