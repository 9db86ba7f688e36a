import { sql } from 'kysely'
import type { Member, RegisterMember } from '../../../src/contract/members.ts'
import type { User } from '../../../src/contract/session.ts'
import type { Deps } from '../../deps.ts'
import { badField } from '../../http/refusal.ts'
import { maskMobile, maskName } from '../../http/mask.ts'
import type { MemberRow } from '../../store/schema.ts'

/**
 * Registers a channel member (7.1), once per mobile: a known mobile answers the kept member and makes no call.
 * Requests for one mobile wait for each other, over all processes.
 */
export async function registerMember(
  deps: Deps,
  user: User,
  form: RegisterMember,
): Promise<{ member: Member; isNew: boolean }> {
  const { db, vault } = deps
  const index = vault.index('mobile', form.mobile)
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${index.readInt32BE(0)}, 71)`.execute(transaction)
    const known = await transaction
      .selectFrom('members')
      .selectAll()
      .where('mobile_index', '=', index)
      .executeTakeFirst()
    if (known) return { member: viewMember(deps, known), isNew: false }

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
    const row = await transaction
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
      .onConflict((conflict) => conflict.column('member_id').doNothing())
      .returningAll()
      .executeTakeFirst()
    // The platform answered a memberId that belongs to another mobile here.
    if (!row) throw badField('mobile', 'member-of-other-mobile')
    return { member: viewMember(deps, row), isNew: true }
  })
}

/** A member for a page: mobile and contact masked. */
export function viewMember({ vault }: Pick<Deps, 'vault'>, row: MemberRow): Member {
  const { member_id: id } = row
  return {
    memberId: id,
    mobile: maskMobile(vault.open({ table: 'members', column: 'mobile', row: id }, row.mobile_sealed)),
    company: row.company,
    province: row.province,
    city: row.city,
    address: row.address,
    contact:
      row.contact_sealed &&
      maskName(vault.open({ table: 'members', column: 'contact', row: id }, row.contact_sealed)),
    employeeCode: row.employee_code,
    invitateCode: row.invitate_code,
    createdAt: row.created_at.toISOString(),
  }
}
