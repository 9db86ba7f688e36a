import type { FastifyRequest } from 'fastify'
import { notFound } from './refusal.ts'

/**
 * The secret a customer's page shows instead of a session: 24 random bytes as base64url (longer where it is sealed
 * content, not a key to a row), in `Authorization: Bearer …`, so that it stays out of addresses and logs. A missing or misshapen one is the same 404 as an unknown one.
 */
export function bearerOf({ headers }: FastifyRequest): string {
  const token = /^Bearer ([\w-]{32,2048})$/i.exec(headers.authorization ?? '')?.[1]
  if (!token) throw notFound()
  return token
}
