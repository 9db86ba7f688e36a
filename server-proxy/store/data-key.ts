import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The key kept in `dataDir`, made at first use (`id:base64`, readable to its owner alone). It is on the disk before it
 * is used: without it nobody can read what it sealed. Only the process that holds `dataDir` may call this.
 */
export async function keptDataKey(dataDir: string): Promise<string> {
  const path = join(dataDir, 'data-key')
  if (!existsSync(path)) {
    const file = await open(`${path}.new`, 'w', 0o600)
    await file.writeFile(`k1:${randomBytes(32).toString('base64')}\n`)
    await file.sync()
    await file.close()
    await rename(`${path}.new`, path)
    const folder = await open(dataDir)
    await folder.sync()
    await folder.close()
  }
  return (await readFile(path, 'utf8')).trim()
}
