import type { FastifyReply, FastifyRequest } from 'fastify'
import { nextBatch } from '../store/next-batch.ts'
import { userOf } from './session.ts'

/**
 * For lists that many pages of one user request together: requests for the same address by the same user and
 * role share the next reading, which begins after all of them arrived. Answers 200 with the JSON of `read`.
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
