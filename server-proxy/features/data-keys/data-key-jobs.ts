import type { Deps } from '../../deps.ts'
import { audit } from '../../store/audit.ts'
import { countByKey, resealOld } from '../../store/vault/reseal.ts'

/** A job may take a minute before it counts as lost. */
const TURN_MS = 20_000

type Turn = { resealed?: number }

/**
 * With more than one data key, re-encrypts older values under the first key in the background, in batches and
 * in one process. Finally logs which keys are unused.
 */
export async function startDataKeyJobs(deps: Deps): Promise<void> {
  const { db, vault, jobs, log } = deps
  await jobs.work<Turn>('reseal', 1, async ({ resealed: before = 0 }) => {
    const { resealed, more } = await resealOld(db, vault, Date.now() + TURN_MS)
    const done = before + resealed
    if (more) {
      log.info({ resealed: done }, 're-encrypting personal data under the new data key')
      return jobs.enqueue('reseal', { key: 'next', data: { resealed: done } })
    }
    if (done === 0) return
    await audit(vault, db, {
      actor: 'system',
      act: 'keys-rotated',
      detail: { to: vault.keyIds[0] ?? '', values: done },
    })
    const counts = await countByKey(db, vault)
    const idle = vault.keyIds.filter((id) => counts.get(id) === 0)
    log.info({ resealed: done, idle }, 'everything is under the new data key; unused ones can be removed')
  })
  if (vault.keyIds.length > 1) await jobs.enqueue('reseal', { key: 'start' })
}
