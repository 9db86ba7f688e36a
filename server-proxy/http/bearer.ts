import type { FastifyRequest } from 'fastify'
import { notFound } from './refusal.ts'

/** Characters; proxies accept headers of 8 kB. */
export const MAX_BEARER_LENGTH = 4_096
const SHAPE = new RegExp(`^Bearer ([\\w-]{32,${MAX_BEARER_LENGTH}})$`, 'i')

/**
 * The token of a customer's page, which has no session: 24 random bytes as base64url (longer for sealed
 * content), in `Authorization: Bearer …`, so that it stays out of addresses and logs. A missing or malformed
 * one is the same 404 as an unknown one.
 */
export function bearerOf({ headers }: FastifyRequest): string {
  const token = SHAPE.exec(headers.authorization ?? '')?.[1]
  if (!token) throw notFound()
  return token
}
