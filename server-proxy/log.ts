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
  if (!(error instanceof Error)) return { error: typeof error }
  const place = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    error: error.name,
    code: (error as { code?: string }).code,
    at: place?.slice(0, 6).map((line) => line.trim()),
  }
}
