import type { FastifyBaseLogger } from 'fastify'
import { pino } from 'pino'
import { gatheredLines } from './http/gathered-lines.ts'

/** Every line is one JSON object: level, time, pid, hostname, message and details. */
export function createLog(stream: { write(line: string): void }): FastifyBaseLogger {
  return pino(
    {
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: outline },
    },
    stream,
  )
}

const lines = gatheredLines()
/** The portal's log, on standard error. */
export const log = createLog(lines)
/** Writes what is gathered; call before the process ends. */
export const flushLog = lines.flush

/** An error without its message, which can quote user input: kind, code and place are enough. */
function outline(error: unknown): object {
  // The queue's errors are plain copies, not instances of Error.
  if (typeof error !== 'object' || error === null) return { type: typeof error }
  const { name = 'object', code, stack = '', queue } = error as Record<string, string | undefined>
  const place = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return { type: name, code, queue, at: place.slice(0, 6).map((line) => line.trim()) }
}
