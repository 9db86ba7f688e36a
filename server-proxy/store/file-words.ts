const WORDS: Record<string, string> = {
  EACCES: 'the user this runs as has no write permission there',
  EPERM: 'the user this runs as has no write permission there',
  EROFS: 'it is on a read-only file system',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a file is in its place',
  EISDIR: 'it is a folder, not a file',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
}

/** Why a file cannot be written. */
export function whyNotWritten(error: unknown): string {
  const { code = '', message } = (error ?? {}) as Partial<NodeJS.ErrnoException>
  return WORDS[code] ?? message ?? String(error)
}
