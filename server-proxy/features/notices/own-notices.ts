import { STAFF_NOTICE_KINDS, type OwnNotices } from '#contract/notices.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { badField, Refusal } from '../../http/refusal.ts'
import { newToken } from '../../http/tokens.ts'
import { TEST } from './write-message.ts'

const placeOf = (userId: string) => ({ table: 'notice_choices', column: 'mail', row: userId })

export function openMail({ vault }: Pick<Deps, 'vault'>, userId: string, sealed: Buffer | null): string {
  return sealed ? vault.open(placeOf(userId), sealed) : ''
}

/** The default: every kind, once there is an address. */
export async function readOwnNotices(deps: Deps, user: User): Promise<OwnNotices & { canSend: boolean }> {
  const row = await deps.db
    .selectFrom('notice_choices')
    .selectAll()
    .where('user_id', '=', user.id)
    .executeTakeFirst()
  return {
    mail: openMail(deps, user.id, row?.mail_sealed ?? null),
    kinds: row?.kinds ?? [...STAFF_NOTICE_KINDS],
    language: row?.language ?? 'zh',
    canSend: deps.mailer !== null,
  }
}

export async function saveOwnNotices(
  { db, vault }: Deps,
  user: User,
  { mail, kinds, language }: OwnNotices,
): Promise<void> {
  const values = {
    mail_sealed: mail ? vault.seal(placeOf(user.id), mail) : null,
    kinds: [...new Set(kinds)],
    language,
  }
  await db
    .insertInto('notice_choices')
    .values({ user_id: user.id, ...values })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
    .execute()
}

/** Sends a trial mail to the user's saved address. */
export async function testOwnMail(deps: Deps, user: User): Promise<{ fault: string | null }> {
  if (!deps.mailer) throw new Refusal(409, 'no-mail-server')
  const { mail, language } = await readOwnNotices(deps, user)
  if (!mail) throw badField('mail', 'required')
  const { subject, text } = TEST[language]
  const messageId = `<${newToken()}@${new URL(deps.publicUrl).hostname}>`
  return { fault: (await deps.mailer.send({ to: mail, subject, text, messageId }))?.fault ?? null }
}
