import { sql, type Transaction } from 'kysely'
import type { SalesPerson } from '#contract/salesperson.ts'
import type { User } from '#contract/session.ts'
import type { AddStaff, ChangeStaff, SetPassword, Staff } from '#contract/staff.ts'
import type { Deps } from '../../deps.ts'
import { hashPassword } from '../../http/passwords.ts'
import { dropFactors, hasFactor } from '../../http/factors/factors.ts'
import { badField, notFound, Refusal } from '../../http/refusal.ts'
import {
  addUser,
  changeUser,
  nameUser,
  registerSalesperson,
  salespersonOf,
  setPasswordHash,
} from '../../http/users.ts'
import { assertStrongPassword } from '../../http/weak-password.ts'
import { endSessions } from '../../live/end-sessions.ts'
import type { Database } from '../../store/schema.ts'
import { audit } from '../../store/audit.ts'

/** Dependencies that the portal and `npm run admin` share. */
export type StaffDeps = Pick<Deps, 'db' | 'vault' | 'now'>

/** All users, disabled ones last. */
export async function listStaff({ db, now }: StaffDeps): Promise<Staff[]> {
  const rows = await db
    .selectFrom('users')
    .select([
      'id',
      'username',
      'display_name',
      'role',
      'disabled_at',
      'created_at',
      'sells_as',
      'practice_no',
    ])
    .select(hasFactor('users.id').as('second_factor'))
    .select(({ selectFrom }) =>
      selectFrom('sessions')
        .select(({ fn }) => fn.max('sessions.created_at').as('at'))
        .whereRef('sessions.user_id', '=', 'users.id')
        .where('expires_at', '>', new Date(now()))
        .as('signed_in_at'),
    )
    .orderBy(sql`disabled_at is not null`)
    .orderBy('username')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    role: row.role,
    salesperson: salespersonOf(row),
    disabledAt: row.disabled_at?.toISOString() ?? null,
    secondFactor: row.second_factor,
    createdAt: row.created_at.toISOString(),
    signedInAt: row.signed_in_at?.toISOString() ?? null,
  }))
}

/** Display names of the staff who have one, by username. */
export async function displayNames({ db }: Pick<Deps, 'db'>): Promise<{ username: string; name: string }[]> {
  const rows = await db
    .selectFrom('users')
    .select(['username', 'display_name'])
    .where('display_name', 'is not', null)
    .execute()
  return rows.map(({ username, display_name }) => ({ username, name: display_name ?? username }))
}

/** Adds a member of staff; a username that differs only in case is taken. */
export async function addStaff(
  { db, vault }: StaffDeps,
  actor: User,
  { username, displayName, role, password, temporary = false }: AddStaff,
): Promise<void> {
  await assertStrongPassword(password, username)
  const hash = await hashPassword(password)
  await db.transaction().execute(async (transaction) => {
    await lockUsers(transaction)
    const known = await transaction
      .selectFrom('users')
      .select('id')
      .where(({ fn }) => fn('lower', ['username']), '=', username.toLowerCase())
      .executeTakeFirst()
    if (known) throw badField('username', 'username-taken')
    const id = await addUser(transaction, {
      username,
      display_name: displayName || null,
      role,
      password_hash: hash,
      password_temporary: temporary,
    })
    if (!id) throw badField('username', 'username-taken')
    await audit(vault, transaction, {
      actor: actor.username,
      act: 'staff-added',
      subject: { kind: 'user', id },
      detail: { username, role, ...(temporary && { temporary }) },
    })
  })
}

/** Changes name or role, disables or enables; a new role or state ends the user's sessions. 409 when no admin would be left. */
export async function changeStaff(
  { db, vault, now }: StaffDeps,
  actor: User,
  id: string,
  change: ChangeStaff,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockUsers(transaction)
    const before = await transaction
      .selectFrom('users')
      .select(['role', 'disabled_at', 'display_name', 'sells_as', 'practice_no'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!before) throw notFound()
    const name = change.displayName === undefined ? before.display_name : change.displayName || null
    const role = change.role ?? before.role
    const disabledAt =
      change.disabled === undefined
        ? before.disabled_at
        : change.disabled
          ? (before.disabled_at ?? new Date(now()))
          : null
    const entry = { actor: actor.username, subject: { kind: 'user', id } } as const
    if (name !== before.display_name) {
      await nameUser(transaction, id, name)
      await audit(vault, transaction, { ...entry, act: 'staff-renamed' })
    }
    const { salesperson } = change
    if (salesperson !== undefined && !isSame(salesperson, salespersonOf(before))) {
      await registerSalesperson(transaction, id, salesperson)
      // With both, so that the log says under which number an earlier sale was made.
      const detail = { from: before.practice_no ?? '', to: salesperson?.practiceNo ?? '' }
      await audit(vault, transaction, { ...entry, act: 'staff-sells-as', detail })
    }
    if (role === before.role && disabledAt?.getTime() === before.disabled_at?.getTime()) return
    if (before.role === 'admin' && !before.disabled_at && (role !== 'admin' || disabledAt)) {
      const other = await transaction
        .selectFrom('users')
        .select('id')
        .where('role', '=', 'admin')
        .where('disabled_at', 'is', null)
        .where('id', '!=', id)
        .limit(1)
        .executeTakeFirst()
      if (!other) throw new Refusal(409, 'last-admin')
    }
    await changeUser(transaction, id, { role, disabled_at: disabledAt })
    await endSessions(transaction, id)
    if (role !== before.role)
      await audit(vault, transaction, {
        ...entry,
        act: 'staff-role-changed',
        detail: { from: before.role, to: role },
      })
    if (Boolean(disabledAt) !== Boolean(before.disabled_at))
      await audit(vault, transaction, { ...entry, act: disabledAt ? 'staff-disabled' : 'staff-enabled' })
  })
}

/** An admin sets a password, which ends the old one and all its sessions. */
export async function setPassword(
  { db, vault }: StaffDeps,
  actor: User,
  id: string,
  { password, temporary = false }: SetPassword,
): Promise<void> {
  const user = await db.selectFrom('users').select('username').where('id', '=', id).executeTakeFirst()
  if (!user) throw notFound()
  await assertStrongPassword(password, user.username)
  const hash = await hashPassword(password)
  await db.transaction().execute(async (transaction) => {
    const changed = { password_hash: hash, password_temporary: temporary }
    if (!(await setPasswordHash(transaction, id, changed))) throw notFound()
    await endSessions(transaction, id)
    await audit(vault, transaction, {
      actor: actor.username,
      act: 'password-reset',
      subject: { kind: 'user', id },
      ...(temporary && { detail: { temporary } }),
    })
  })
}

/** Removes another person's second factors and ends their sessions: the way back after a loss. */
export async function resetFactors({ db, vault }: StaffDeps, actor: User, id: string): Promise<void> {
  if (actor.id === id) throw new Refusal(409, 'own-factors')
  await db.transaction().execute(async (transaction) => {
    const user = await transaction.selectFrom('users').select('id').where('id', '=', id).executeTakeFirst()
    if (!user) throw notFound()
    if (!(await dropFactors(transaction, id))) throw new Refusal(409, 'no-factor')
    const sessionsEnded = await endSessions(transaction, id)
    await audit(vault, transaction, {
      actor: actor.username,
      act: 'factors-reset',
      subject: { kind: 'user', id },
      detail: { sessionsEnded },
    })
  })
}

const isSame = (one: SalesPerson | null, other: SalesPerson | null) =>
  one?.name === other?.name && one?.practiceNo === other?.practiceNo

/** Serializes changes of staff, so two admins cannot disable one another. */
function lockUsers(transaction: Transaction<Database>) {
  return sql`lock table users in share row exclusive mode`.execute(transaction)
}
