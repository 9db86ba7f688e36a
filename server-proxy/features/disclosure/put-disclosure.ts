import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { DISCLOSURE_PARTS, type SaveDisclosure } from '#contract/disclosure.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { Refusal } from '../../http/refusal.ts'
import { announce } from '../../live/live.ts'
import { currentDisclosure } from '../../purchases/disclosure.ts'
import { audit } from '../../store/audit.ts'

/** Adds a version, unless nothing changed or somebody else added one meanwhile. Earlier versions stay for the sales that showed them. */
export async function putDisclosure(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  user: User,
  given: SaveDisclosure,
): Promise<void> {
  const content = JSON.stringify(
    Object.fromEntries(DISCLOSURE_PARTS.map((part) => [part, given[part] ?? ''])),
  )
  const sha256 = createHash('sha256').update(content).digest()
  await db.transaction().execute(async (transaction) => {
    // One at a time, so that the newest id is the newest version.
    await sql`lock table disclosures in share row exclusive mode`.execute(transaction)
    const current = (await currentDisclosure(transaction))?.sha256 ?? null
    if (current === sha256.toString('hex')) return
    if (given.after !== undefined && given.after !== current) throw new Refusal(409, 'disclosure-changed')
    await transaction
      .insertInto('disclosures')
      .values({ id: uuidv7(), sha256, content, created_by: user.id })
      .execute()
    await announce(transaction, { kind: 'disclosure' })
    await audit(vault, transaction, {
      actor: user.username,
      act: 'disclosure-changed',
      detail: { sha256: sha256.toString('hex') },
    })
  })
}
