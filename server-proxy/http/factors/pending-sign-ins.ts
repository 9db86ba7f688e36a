import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely, Transaction } from 'kysely'
import type { Role } from '#contract/session.ts'
import type { Database } from '../../store/schema.ts'
import { hashToken } from '../tokens.ts'

const LIFETIME_MS = 5 * 60_000

export type Pending = { id: string; username: string; role: Role; password_temporary: boolean }

export type PendingSignIns = {
  /** Remembers in this browser that the password was right. Gives no rights. */
  open(transaction: Transaction<Database>, reply: FastifyReply, userId: string): Promise<void>
  find(request: FastifyRequest): Promise<Pending | undefined>
  /** Ends it. False when it has ended before, or the password changed or the account was disabled. */
  close(transaction: Transaction<Database>, request: FastifyRequest, reply: FastifyReply): Promise<boolean>
}

export function createPendingSignIns({
  db,
  publicUrl,
}: {
  db: Kysely<Database>
  publicUrl: string
}): PendingSignIns {
  const url = new URL(publicUrl)
  const secure = url.protocol === 'https:'
  const name = secure ? '__Host-sign-in' : `portal-sign-in-${url.port || '80'}`
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
  const hashIn = (request: FastifyRequest) => hashToken(request.cookies[name] ?? '')
  return {
    async open(transaction, reply, userId) {
      const token = randomBytes(32).toString('base64url')
      const expires = new Date(Date.now() + LIFETIME_MS)
      await transaction
        .insertInto('pending_sign_ins')
        .values({ token_hash: hashToken(token), user_id: userId, expires_at: expires })
        .execute()
      reply.setCookie(name, token, { ...options, expires })
    },
    async find(request) {
      return db
        .selectFrom('pending_sign_ins')
        .innerJoin('users', 'users.id', 'pending_sign_ins.user_id')
        .select(['users.id', 'username', 'role', 'password_temporary'])
        .where('token_hash', '=', hashIn(request))
        .where('expires_at', '>', new Date())
        .where('disabled_at', 'is', null)
        .executeTakeFirst()
    },
    async close(transaction, request, reply) {
      reply.clearCookie(name, options)
      const ended = await transaction
        .deleteFrom('pending_sign_ins')
        .where('token_hash', '=', hashIn(request))
        .returning('user_id')
        .executeTakeFirst()
      return ended !== undefined
    },
  }
}
