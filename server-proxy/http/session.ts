import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely, Transaction } from 'kysely'
import type { Endpoint } from '#contract/endpoints/endpoint.ts'
import { streamEvents } from '#contract/endpoints/live.ts'
import {
  addPasskey,
  beginPasskey,
  beginPasskeyProof,
  beginTotp,
  confirmTotp,
  proveIdentity,
  readOwnFactors,
} from '#contract/endpoints/factors.ts'
import { changePassword, readSession } from '#contract/endpoints/session.ts'
import { atLeast, type Role, type User } from '#contract/session.ts'
import type { Database } from '../store/schema.ts'
import { agentOf } from './agent.ts'
import { lacksFactor } from './factors/factors.ts'
import { isApi } from './is-api.ts'
import { createKnownSessions, type Found, type SessionNews } from './known-sessions.ts'
import { Refusal } from './refusal.ts'
import { hashToken } from './tokens.ts'

declare module 'fastify' {
  interface FastifyRequest {
    user: User | null
    /** Public id in the user's list of sessions. */
    sessionId: string | null
    /** An admin set the password of the user, who has not chosen another one yet. */
    mustChangePassword: boolean
    /** The user's role needs a second factor, which is missing. */
    mustEnrolFactor: boolean
    /** Whether the request's session is still open with the same role; for answers that stay open. */
    stillSignedIn(): Promise<boolean>
  }
}

const LIFETIME_MS = 12 * 3_600_000
/** A session without requests for this long has ended. */
const IDLE_MS = 2 * 3_600_000
/** Minimum interval between writes of last use. */
const SEEN_EVERY_MS = 60_000

const READS = new Set(['GET', 'HEAD'])
/** The routes that a session with a temporary password may use. */
const WITH_TEMPORARY_PASSWORD = namesOf([
  readSession,
  changePassword,
  readOwnFactors,
  beginPasskeyProof,
  proveIdentity,
])
/** The routes that a session may use while its role's second factor is missing. */
const WITHOUT_FACTOR = namesOf([
  readSession,
  readOwnFactors,
  beginTotp,
  confirmTotp,
  beginPasskey,
  addPasskey,
  proveIdentity,
])

export type Sessions = {
  /** Opens a session for a user, named by its browser, and sets the cookie on the reply. */
  open(
    transaction: Transaction<Database>,
    request: FastifyRequest,
    reply: FastifyReply,
    userId: string,
  ): Promise<void>
  /** Ends the request's session, if any, and clears the cookie. */
  close(transaction: Transaction<Database>, request: FastifyRequest, reply: FastifyReply): Promise<void>
}

/** Reads the user from the cookie on every /api request, and opens and closes sessions. */
export async function registerSessions(
  app: FastifyInstance,
  { db, live, publicUrl }: { db: Kysely<Database>; live: SessionNews; publicUrl: string },
): Promise<Sessions> {
  const url = new URL(publicUrl)
  const secure = url.protocol === 'https:'
  // Browsers share cookies between ports and refuse __Host- on plain http.
  const name = secure ? '__Host-session' : `portal-session-${url.port || '80'}`
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const

  await app.register(cookie)
  app.decorateRequest('user', null)
  app.decorateRequest('sessionId', null)
  app.decorateRequest('mustChangePassword', false)
  app.decorateRequest('mustEnrolFactor', false)
  app.decorateRequest('stillSignedIn', async function (this: FastifyRequest) {
    const found = await find(hashToken(this.cookies[name] ?? ''))
    return found !== undefined && found.role === this.user?.role
  })

  const known = createKnownSessions(live)
  app.addHook('onClose', async () => known.stop())

  async function find(hash: Buffer): Promise<Found | undefined> {
    return db
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .select(['users.id', 'users.username', 'users.role', 'sessions.id as sessionId'])
      .select(['sessions.seen_at as seenAt', 'users.password_temporary as mustChangePassword'])
      .select(lacksFactor.as('mustEnrolFactor'))
      .where('token_hash', '=', hash)
      .where('expires_at', '>', new Date())
      .where('seen_at', '>', new Date(Date.now() - IDLE_MS))
      .where('disabled_at', 'is', null)
      .executeTakeFirst()
  }

  app.addHook('onRequest', async (request) => {
    if (!isApi(request)) return
    const token = request.cookies[name]
    if (!token) return
    const hash = hashToken(token)
    // Mutations bypass the cache.
    const reads = READS.has(request.method)
    const found = await (reads ? known.get(hash.toString('base64'), () => find(hash)) : find(hash))
    if (!found) return
    const { sessionId, seenAt, mustChangePassword, mustEnrolFactor, ...user } = found
    // An open stream does not count as use: an abandoned page keeps one, too.
    if (request.routeOptions.url !== streamEvents.path && Date.now() - seenAt.getTime() > SEEN_EVERY_MS)
      await db.updateTable('sessions').set({ seen_at: new Date() }).where('id', '=', sessionId).execute()
    request.sessionId = sessionId
    request.mustChangePassword = mustChangePassword
    request.mustEnrolFactor = mustEnrolFactor
    request.user = user
  })
  // Before the answer is sent: sessions that ended here are over for the next request.
  app.addHook('onSend', (request, _reply, _payload, next) => {
    if (!READS.has(request.method) && isApi(request)) known.forget()
    next()
  })

  return {
    async open(transaction, request, reply, userId) {
      const token = randomBytes(32).toString('base64url')
      const expires = new Date(Date.now() + LIFETIME_MS)
      const agent = agentOf(request.headers['user-agent'])
      await transaction
        .insertInto('sessions')
        .values({ token_hash: hashToken(token), user_id: userId, expires_at: expires, agent })
        .execute()
      reply.setCookie(name, token, { ...options, expires })
    },
    async close(transaction, request, reply) {
      const { sessionId } = request
      if (sessionId) await transaction.deleteFrom('sessions').where('id', '=', sessionId).execute()
      reply.clearCookie(name, options)
      // Clears the browser's data of the portal, also for the next user of this browser.
      if (request.method === 'DELETE') reply.header('clear-site-data', '"cache", "storage"')
    },
  }
}

function namesOf(rows: readonly Pick<Endpoint, 'method' | 'path'>[]): Set<string> {
  return new Set(rows.map(({ method, path }) => `${method} ${path}`))
}

/** The signed-in user with at least `role` and what the account needs: an own password, a second factor. Else 401 or 403. */
export function userOf(request: FastifyRequest, role: Role = 'clerk'): User {
  if (!request.user) throw new Refusal(401, 'signed-out')
  if (!atLeast(request.user.role, role)) throw new Refusal(403, 'forbidden')
  // Here, so that it also holds on routes that check their callers themselves.
  const route = `${request.method} ${request.routeOptions.url}`
  if (request.mustChangePassword && !WITH_TEMPORARY_PASSWORD.has(route))
    throw new Refusal(403, 'password-temporary')
  if (!request.mustChangePassword && request.mustEnrolFactor && !WITHOUT_FACTOR.has(route))
    throw new Refusal(403, 'factor-required')
  return request.user
}

/** The user of this session has just proved who they are. */
export async function markProven(db: Kysely<Database>, { sessionId }: FastifyRequest): Promise<void> {
  await db.updateTable('sessions').set({ proven_at: new Date() }).where('id', '=', sessionId).execute()
}

/**
 * Ends the sessions of a user and sign-ins that wait for a second factor, or only the session with `id`. Returns how
 * many sessions.
 */
export async function deleteSessions(db: Kysely<Database>, userId: string, id?: string): Promise<number> {
  let sessions = db.deleteFrom('sessions').where('user_id', '=', userId)
  if (id) sessions = sessions.where('id', '=', id)
  else await db.deleteFrom('pending_sign_ins').where('user_id', '=', userId).execute()
  return Number((await sessions.executeTakeFirstOrThrow()).numDeletedRows)
}

export async function forgetSessions(db: Kysely<Database>, now: number): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<', new Date(now)).execute()
  await db.deleteFrom('pending_sign_ins').where('expires_at', '<', new Date(now)).execute()
}
