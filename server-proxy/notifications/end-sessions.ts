import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../store/schema.ts'
import { announce } from './live.ts'

/**
 * Ends every session of a user in every process, open streams included; `except` (a token's hash) may stay. The
 * requests that come after the commit are signed out.
 */
export async function endSessions(
  db: Transaction<Database> | Kysely<Database>,
  userId: string,
  except?: Buffer,
): Promise<void> {
  let sessions = db.deleteFrom('sessions').where('user_id', '=', userId)
  if (except) sessions = sessions.where('token_hash', '!=', except)
  await sessions.execute()
  await announce(db, { sessionsOf: userId })
}
