import type { Log } from './deps.ts'

/** Lines of JSON on standard error; errors without their messages. */
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

/** An error without its message, which can quote what somebody typed: kind, code and place are enough. */
function outline(error: unknown): object {
  // Not only what is an Error: the queue's are copies with the queue's name.
  if (typeof error !== 'object' || error === null) return { error: typeof error }
  const { name = 'object', code, stack = '', queue } = error as Record<string, string | undefined>
  const place = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return { error: name, code, queue, at: place.slice(0, 6).map((line) => line.trim()) }
}
