import type { Kysely } from 'kysely'
import { audit } from '../store/audit.ts'
import type { Database } from '../store/schema.ts'
import type { Vault } from '../store/vault/vault.ts'
import { evidenceKeyId, evidencePublicKey } from './evidence-seal.ts'

type Needs = { db: Kysely<Database>; vault: Vault }
/** `until`: when the next key took over signing; null: this one signs. */
export type EvidenceKey = { n: number; id: string; publicKey: string; addedAt: Date; until: Date | null }

/** Every key that signed evidence, newest first: the first one signs, the others only verify. */
export async function evidenceKeys({ db, vault }: Needs): Promise<[EvidenceKey, ...EvidenceKey[]]> {
  const rows = await db.selectFrom('evidence_keys').selectAll().orderBy('n', 'desc').execute()
  const [first, ...rest] = rows.map(({ n, added_at }, place) => {
    const publicKey = evidencePublicKey(vault, n)
    const until = rows[place - 1]?.added_at ?? null
    return { n, id: evidenceKeyId(publicKey), publicKey, addedAt: added_at, until }
  })
  if (!first) throw new Error('no key signs evidence')
  return [first, ...rest]
}

/** Adds a key, which signs from now on. Files that older keys signed stay genuine. */
export async function addEvidenceKey({ db, vault }: Needs, actor: string): Promise<void> {
  const [last] = await evidenceKeys({ db, vault })
  const n = last.n + 1
  await db.transaction().execute(async (transaction) => {
    // Of two at once, one fails on the key's number.
    await transaction.insertInto('evidence_keys').values({ n }).execute()
    await audit(vault, transaction, {
      actor,
      act: 'evidence-key-added',
      subject: { kind: 'key', id: evidenceKeyId(evidencePublicKey(vault, n)) },
    })
  })
}
