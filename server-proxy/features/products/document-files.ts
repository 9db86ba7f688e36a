import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { readDocumentFile, uploadDocumentFile } from '#contract/endpoints/products.ts'
import type { Deps } from '../../deps.ts'
import { inlineFile } from '../../http/answers.ts'
import { shownInOwnPages } from '../../http/headers.ts'
import { receiveFile } from '../../http/receive-file.ts'
import { notFound } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { keepFile, openFile } from '../../store/files.ts'

const PDF = 'application/pdf'
const PDF_ONLY = new Set([PDF])

/** Insurers' PDFs: an admin uploads one, and its content hash is its read permission. */
export async function registerDocumentFileRoutes(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register(async (files) => {
    files.addContentTypeParser(PDF, (_request, body, done) => done(null, body))
    route(
      files,
      uploadDocumentFile,
      async (request) => ({
        file: await keepFile(deps.db, receiveFile(request, PDF_ONLY, 'not-pdf')),
      }),
      { consumes: PDF },
    )
  })

  route(
    app,
    readDocumentFile,
    async (request, reply) => {
      const file = await openFile(deps.db, request.params.sha256)
      const document =
        file &&
        (await deps.db
          .selectFrom('product_documents')
          .select(['title', 'version'])
          .where('file_id', '=', file.id)
          .orderBy('id', 'desc')
          .executeTakeFirst())
      if (!document) throw notFound()
      const name = encodeURIComponent(`${document.title} ${document.version}.pdf`)
      return reply
        .type(PDF)
        .header('content-length', file.size)
        .header('content-disposition', `${inlineFile('document.pdf')}; filename*=UTF-8''${name}`)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(Readable.from(file.parts, { objectMode: false }))
    },
    { onRequest: shownInOwnPages },
  )
}
