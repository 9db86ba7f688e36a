import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'

const WORDS: Record<string, string> = {
  EACCES: 'the user this runs as may not write there',
  EPERM: 'the user this runs as may not write there',
  EROFS: 'it lies on a file system that is read-only',
  EEXIST: 'it is a file, not a folder',
  ENOTDIR: 'a file is in its way',
  ENOSPC: 'the disk is full',
}

/** Makes the folder of DATA_DIR where it is missing; throws in words where it cannot be used. */
export async function ensureDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.W_OK | constants.X_OK)
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    throw new Error(`DATA_DIR ${dataDir} cannot be used: ${WORDS[code] ?? message}`, { cause: error })
  }
}
