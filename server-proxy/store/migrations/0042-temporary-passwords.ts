import { type Kysely, sql } from 'kysely'

/**
 * `password_temporary`: an admin set the password, and its owner has to change it first. `weighed_at`: when
 * the platform's answer was compared with a notification; null while the platform could not be asked.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users add column password_temporary boolean not null default false`.execute(db)
  await sql`alter table notifications add column weighed_at timestamptz`.execute(db)
  await sql`update notifications set weighed_at = handled_at where handled_at is not null`.execute(db)
  await sql`create index notifications_unweighed on notifications (order_id) where weighed_at is null`.execute(
    db,
  )
}
