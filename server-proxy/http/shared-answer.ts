import type { FastifyReply, FastifyRequest } from 'fastify'
import { nextBatch } from '../store/next-batch.ts'
import { userOf } from './session.ts'

/**
 * For lists that many pages of one user ask for at once: the same address asked by the same user in the same role is
 * read and written out once for all who came before the reading began. Answers 200 with the JSON of what `read` finds.
 */
export function sharedAnswers() {
  const share = nextBatch<Buffer>()
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    read: () => Promise<Record<string, unknown>>,
  ) => {
    const { id, role } = userOf(request)
    const written = await share(`${id} ${role} ${request.url}`, async () =>
      Buffer.from(String(reply.serializeInput(await read(), '200'))),
    )
    return reply.type('application/json; charset=utf-8').send(written)
  }
}
