import type { Log } from './deps.ts'

/** JSON lines on standard error; errors without their messages. */
export const log: Log = {
  info: (details, message) => write('info', details, message),
  warn: (details, message) => write('warn', details, message),
  error: (details, message) => write('error', details, message),
}

function write(level: string, details: object, message: string): void {
  const { err, ...rest } = details as { err?: unknown }
  const line = {
    level,
    time: new Date().toISOString(),
    message,
    ...rest,
    ...(err !== undefined && outline(err)),
  }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

/** An error without its message, which can quote user input: kind, code and place are enough. */
function outline(error: unknown): object {
  // The queue's errors are plain copies, not instances of Error.
  if (typeof error !== 'object' || error === null) return { error: typeof error }
  const { name = 'object', code, stack = '', queue } = error as Record<string, string | undefined>
  const place = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return { error: name, code, queue, at: place.slice(0, 6).map((line) => line.trim()) }
}
