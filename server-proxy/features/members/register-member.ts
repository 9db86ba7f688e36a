import { setTimeout as pause } from 'node:timers/promises'
import type { Member, RegisterMember } from '#contract/members.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { answerBy } from '../../http/deadline.ts'
import { badField, Refusal } from '../../http/refusal.ts'
import { maskMobile, maskName } from '../../http/mask.ts'
import { announce } from '../../live/live.ts'
import type { MemberRow } from '../../store/schema/members.ts'
import { audit } from '../../store/audit.ts'
import { readable } from '../../store/readable.ts'

/** Longer than any 7.1 takes, so only a dead process's lease expires. */
const LEASE_MS = 20_000
const POLL_MS = 100
const WAIT_MS = 9_000

/**
 * Registers a channel member (7.1) once per mobile: a known mobile returns the stored member without a call.
 * Of concurrent requests in all processes one takes the lease and calls; the others poll until it is done.
 */
export async function registerMember(
  deps: Deps,
  user: User,
  form: RegisterMember,
): Promise<{ member: Member; isNew: boolean }> {
  const index = deps.vault.index('mobile', form.mobile)
  for (const end = answerBy() ?? Date.now() + WAIT_MS; ; await pause(POLL_MS)) {
    const known = await findByMobile(deps, index)
    if (known) return { member: viewMember(deps, known), isNew: false }
    const until = await takeLease(deps, index)
    if (until) {
      try {
        return await register(deps, user, form, index)
      } finally {
        await deps.db
          .deleteFrom('registrations')
          .where('mobile_index', '=', index)
          .where('until', '=', until)
          .execute()
      }
    }
    if (Date.now() + POLL_MS > end) throw new Refusal(503, 'unavailable')
  }
}

function findByMobile({ db }: Deps, index: Buffer): Promise<MemberRow | undefined> {
  return db.selectFrom('members').selectAll().where('mobile_index', '=', index).executeTakeFirst()
}

/** When this caller's exclusive lease expires; undefined while another one holds it. */
async function takeLease({ db, now }: Deps, index: Buffer): Promise<Date | undefined> {
  const until = new Date(now() + LEASE_MS)
  const lease = await db
    .insertInto('registrations')
    .values({ mobile_index: index, until })
    .onConflict((conflict) =>
      conflict
        .column('mobile_index')
        .doUpdateSet({ until })
        .where('registrations.until', '<', new Date(now())),
    )
    .returning('until')
    .executeTakeFirst()
  return lease?.until
}

async function register(deps: Deps, user: User, form: RegisterMember, index: Buffer) {
  // The previous holder may have stored the member in the meantime.
  const known = await findByMobile(deps, index)
  if (known) return { member: viewMember(deps, known), isNew: false }
  const { vault } = deps
  const employeeCode = form.employeeCode || deps.memberDefaults.employeeCode
  const invitateCode = form.invitateCode || deps.memberDefaults.invitateCode
  const { memberId } = await deps.gateway.register(
    {
      mobile: form.mobile,
      employeeCode,
      invitateCode,
      company: form.company,
      province: form.province,
      city: form.city,
      ...(form.contact && { contact: form.contact }),
      address: form.address,
    },
    { priority: 'screen' },
  )
  const row = await deps.db.transaction().execute(async (transaction) => {
    const made = await transaction
      .insertInto('members')
      .values({
        member_id: memberId,
        mobile_index: index,
        mobile_sealed: vault.seal({ table: 'members', column: 'mobile', row: memberId }, form.mobile),
        company: form.company,
        province: form.province,
        city: form.city,
        address: form.address,
        contact_sealed: form.contact
          ? vault.seal({ table: 'members', column: 'contact', row: memberId }, form.contact)
          : null,
        employee_code: employeeCode,
        invitate_code: invitateCode,
        created_by: user.id,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (made) await announce(transaction, { kind: 'member', memberId })
    if (made)
      await audit(vault, transaction, {
        actor: user.username,
        act: 'member-registered',
        subject: { kind: 'member', id: memberId },
      })
    return made
  })
  if (row) return { member: viewMember(deps, row), isNew: true }
  const kept = await findByMobile(deps, index)
  if (kept) return { member: viewMember(deps, kept), isNew: false }
  // The platform answered a memberId that belongs to another mobile here.
  throw badField('mobile', 'member-of-other-mobile')
}

/** A member for a page: mobile and contact masked. */
export function viewMember({ vault, log }: Pick<Deps, 'vault' | 'log'>, row: MemberRow): Member {
  const { member_id: id } = row
  const opened = readable(log, { table: 'members', row: id }, () => ({
    mobile: vault.open({ table: 'members', column: 'mobile', row: id }, row.mobile_sealed),
    contact:
      row.contact_sealed && vault.open({ table: 'members', column: 'contact', row: id }, row.contact_sealed),
  }))
  return {
    memberId: id,
    mobile: maskMobile(opened?.mobile ?? ''),
    unreadable: opened === null,
    company: row.company,
    province: row.province,
    city: row.city,
    address: row.address,
    contact: opened?.contact ? maskName(opened.contact) : null,
    employeeCode: row.employee_code,
    invitateCode: row.invitate_code,
    createdAt: row.created_at.toISOString(),
  }
}
