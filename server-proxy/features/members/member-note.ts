import type { MemberDetail } from '#contract/members.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../http/refusal.ts'
import { audit } from '../../store/audit.ts'
import { readable } from '../../store/readable.ts'
import { viewMember } from './register-member.ts'

const placeOf = (memberId: string) => ({ table: 'members', column: 'note', row: memberId })

/** The member with our own note; 404 for an unknown one. */
export async function readMember(deps: Deps, memberId: string): Promise<MemberDetail> {
  const { db, vault, log } = deps
  const row = await db.selectFrom('members').selectAll().where('member_id', '=', memberId).executeTakeFirst()
  if (!row) throw notFound()
  const note = readable(log, { table: 'members', row: memberId }, () =>
    row.note_sealed ? vault.open(placeOf(memberId), row.note_sealed) : '',
  )
  return { ...viewMember(deps, row), note: note ?? '' }
}

export async function saveNote(
  { db, vault }: Deps,
  user: User,
  memberId: string,
  note: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('members')
      .set({ note_sealed: note ? vault.seal(placeOf(memberId), note) : null })
      .where('member_id', '=', memberId)
      .returning('member_id')
      .executeTakeFirst()
    if (!row) throw notFound()
    await audit(vault, transaction, {
      actor: user.username,
      act: 'member-noted',
      subject: { kind: 'member', id: memberId },
    })
  })
}
