import { copyFile, stat, truncate } from 'node:fs/promises'

const MAX_BYTES = 10 * 1024 * 1024
const EVERY_MS = 600_000

/** Keeps logs that other programs append to at 10 MB each, with one older part beside it. */
export function rotateLogs(files: string[]): { stop(): void } {
  const each = () => void Promise.all(files.map((file) => rotateLog(file).catch(() => {})))
  each()
  const timer = setInterval(each, EVERY_MS).unref()
  return { stop: () => clearInterval(timer) }
}

/** The writer keeps its file open, so the content is copied and the file emptied. */
export async function rotateLog(file: string, maxBytes = MAX_BYTES): Promise<void> {
  if ((await stat(file)).size <= maxBytes) return
  await copyFile(file, `${file}.1`)
  await truncate(file)
}
