import type { Kysely, Transaction } from 'kysely'
import { deleteSessions } from '../http/session.ts'
import type { Database } from '../store/schema.ts'
import { announce } from './live.ts'

/**
 * Ends every session of a user in all processes, or only the one with `id`, including open streams. Requests
 * after the commit are signed out. Returns the number of ended sessions.
 */
export async function endSessions(
  db: Transaction<Database> | Kysely<Database>,
  userId: string,
  id?: string,
): Promise<number> {
  const count = await deleteSessions(db, userId, id)
  await announce(db, { sessionsOf: userId })
  return count
}
