import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { whyNotWritten } from '../file-words.ts'

/** Creates the folder of DATA_DIR if missing; throws an explanation when it is unusable. */
export async function ensureDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.W_OK | constants.X_OK)
  } catch (error) {
    const isFile = (error as NodeJS.ErrnoException).code === 'EEXIST'
    const why = isFile ? 'it is a file, not a folder' : whyNotWritten(error)
    throw new Error(`DATA_DIR ${dataDir} cannot be used: ${why}`, { cause: error })
  }
}
