import { randomBytes } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'
import { parseDataKeys, sealedBy } from './vault.ts'

type Kept = { dataKey: string | null; dataDir: string }

const pathIn = (dataDir: string) => join(dataDir, 'data-key')

/** DATA_KEY, or the key stored in `dataDir`; null when there is neither. Creates nothing. */
export async function knownDataKey({ dataKey, dataDir }: Kept): Promise<string | null> {
  if (dataKey) return dataKey
  const path = pathIn(dataDir)
  const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new Error(`the data key ${path} cannot be read: ${error.message}`, { cause: error })
  })
  if (kept === null) return null
  try {
    parseDataKeys(kept.trim())
  } catch (error) {
    throw new Error(`${path} holds no data key (id:base64 of 32 bytes): bring back your copy of it`, {
      cause: error,
    })
  }
  return kept.trim()
}

/** The data key for a command that reads personal data; throws when it is missing. */
export async function requiredDataKey(kept: Kept): Promise<string> {
  const known = await knownDataKey(kept)
  if (!known)
    throw new Error(
      `the data key is missing: bring back your copy of ${pathIn(kept.dataDir)}, or set DATA_KEY as the portal has it`,
    )
  return known
}

/**
 * The portal's data key, created when nothing was ever sealed (`id:base64`, readable by its owner only).
 * Throws when it is lost, because a new one could not read the existing data. Only the process that holds
 * `dataDir` may call this.
 */
export async function portalDataKey(db: Kysely<Database>, kept: Kept): Promise<string> {
  const known = await knownDataKey(kept)
  if (known) return known
  const path = pathIn(kept.dataDir)
  const id = await sealedBy(db)
  if (id !== null)
    throw new Error(
      `${path} is gone, and the personal data in this database was sealed with its key "${id}": bring back your copy of that file, or set DATA_KEY; nothing was changed`,
    )
  const file = await open(`${path}.new`, 'w', 0o600)
  // Flushed to disk before its use: nothing it sealed is readable without it.
  await file.writeFile(`k1:${randomBytes(32).toString('base64')}\n`)
  await file.sync()
  await file.close()
  await rename(`${path}.new`, path)
  const folder = await open(kept.dataDir)
  await folder.sync()
  await folder.close()
  return (await readFile(path, 'utf8')).trim()
}
