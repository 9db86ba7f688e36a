import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/partners.ts'
import type { Deps } from '../../deps.ts'
import { inlineFile } from '../../http/answers.ts'
import { typeOf } from '../../http/file-type.ts'
import { shownInOwnPages } from '../../http/headers.ts'
import { receiveFile } from '../../http/receive-file.ts'
import { notFound } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { keepFile, openFile } from '../../store/files.ts'
import { findPartner } from './partners.ts'

const BYTES = 'application/octet-stream'
const EVIDENCE = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp'])

/** The evidence of a partner's licence, a PDF or an image: an admin uploads it, and admins alone read it. */
export async function registerLicenceFileRoutes(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register(async (files) => {
    files.addContentTypeParser(BYTES, (_request, body, done) => done(null, body))
    route(
      files,
      endpoints.uploadLicenceFile,
      async (request) => ({
        file: await keepFile(deps.db, receiveFile(request, EVIDENCE, 'not-pdf-or-image')),
      }),
      { consumes: BYTES },
    )
  })

  route(
    app,
    endpoints.readLicenceFile,
    async (request, reply) => {
      const { licence_file } = await findPartner(deps, request.params.id)
      const file = licence_file && (await openFile(deps.db, licence_file.toString('hex')))
      const first = file && (await file.parts.next()).value
      if (!file || !first) throw notFound()
      return reply
        .type(typeOf(first as Buffer) ?? BYTES)
        .header('content-length', file.size)
        .header('content-disposition', inlineFile('licence'))
        .header('cache-control', 'private, no-store')
        .send(Readable.from(all(first as Buffer, file.parts), { objectMode: false }))
    },
    { onRequest: shownInOwnPages },
  )
}

async function* all(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}
