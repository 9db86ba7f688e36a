import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { MOST_FILE_BYTES } from '#contract/kept-file.ts'
import { allowTime } from './deadline.ts'
import { typeOf } from './file-type.ts'
import { badField, Refusal } from './refusal.ts'

/** Time for the largest file on a slow line. */
const UPLOAD_MS = 5 * 60_000
/** The type shows in these first bytes. */
const HEAD = 12

/**
 * An uploaded body, passed on as long as its content is of one of `types` and at most 20 MB. Otherwise a fault of the
 * field `file`: `wrong`, or 413.
 */
export function receiveFile(request: FastifyRequest, types: ReadonlySet<string>, wrong: string) {
  if (!(request.body instanceof Readable)) throw badField('file', wrong)
  if (Number(request.headers['content-length'] ?? 0) > MOST_FILE_BYTES) throw tooLarge()
  allowTime(UPLOAD_MS)
  return checkFile(request.body as AsyncIterable<Buffer>, types, {
    wrong: badField('file', wrong),
    large: tooLarge(),
  })
}

const tooLarge = () => new Refusal(413, 'invalid', { fields: [{ field: 'file', code: 'file-too-large' }] })

async function* checkFile(
  body: AsyncIterable<Buffer>,
  types: ReadonlySet<string>,
  faults: { wrong: Error; large: Error },
): AsyncGenerator<Buffer> {
  const check = (start: Buffer) => {
    if (!types.has(typeOf(start) ?? '')) throw faults.wrong
  }
  let [bytes, head] = [0, Buffer.alloc(0)]
  for await (const chunk of body) {
    if (head.length < HEAD) {
      head = Buffer.concat([head, chunk.subarray(0, HEAD)])
      if (head.length >= HEAD) check(head)
    }
    bytes += chunk.length
    if (bytes > MOST_FILE_BYTES) throw faults.large
    yield chunk
  }
  if (head.length < HEAD) check(head)
}
