import type { FastifyRequest } from 'fastify'
import { Refusal } from './refusal.ts'

/** The request's Idempotency-Key; undefined without one. Throws 400 when it is malformed. */
export function keyOf({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(key)) throw new Refusal(400, 'key-required')
  return key
}
