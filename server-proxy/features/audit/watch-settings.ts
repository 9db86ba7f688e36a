import { sql } from 'kysely'
import type { Deps } from '../../deps.ts'
import { audit } from '../../store/audit.ts'

/** These differ between cooperating processes, or do not concern the portal as a whole. */
const OWN_TO_A_PROCESS = new Set(['port', 'host', 'dataDir', 'sandboxPort', 'adminPassword', 'databaseUrl'])

/**
 * Audits the names of settings that changed since the last start. Stores only a keyed hash of each value. A setting
 * that an update adds has nothing to compare with, nor has any at the first start.
 */
export async function watchSettings(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  settings: object,
): Promise<void> {
  const now = new Map(
    flat(settings).map(([name, value]) => [name, vault.index('setting', `${name}=${value}`)] as const),
  )
  await db.transaction().execute(async (transaction) => {
    await sql`lock table settings_seen in exclusive mode`.execute(transaction)
    const rows = await transaction.selectFrom('settings_seen').selectAll().execute()
    const before = new Map(rows.map(({ name, fingerprint }) => [name, fingerprint]))
    const other = [...now].filter(([name, one]) => !before.get(name)?.equals(one)).map(([name]) => name)
    if (other.length === 0) return
    await transaction
      .insertInto('settings_seen')
      .values([...now].map(([name, fingerprint]) => ({ name, fingerprint })))
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet(({ ref }) => ({ fingerprint: ref('excluded.fingerprint') })),
      )
      .execute()
    const known = new Set([...before.keys()].map(settingOf))
    const changed = other.filter((name) => known.has(settingOf(name)))
    if (changed.length > 0)
      await audit(vault, transaction, {
        actor: 'system',
        act: 'settings-changed',
        detail: { settings: changed },
      })
  })
}

/** A setting that becomes set has new names below its own. */
const settingOf = (name: string) => name.split('.', 1)[0]

function flat(value: object, prefix = ''): [name: string, value: string][] {
  return Object.entries(value).flatMap(([name, inner]): [string, string][] => {
    if (!prefix && OWN_TO_A_PROCESS.has(name)) return []
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? flat(inner as object, `${prefix}${name}.`)
      : [[`${prefix}${name}`, JSON.stringify(inner) ?? '']]
  })
}
