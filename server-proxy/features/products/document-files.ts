import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { DOCUMENT_FILE_BYTES } from '#contract/add-document.ts'
import { readDocumentFile, uploadDocumentFile } from '#contract/endpoints/products.ts'
import type { Deps } from '../../deps.ts'
import { inlineFile } from '../../http/answers.ts'
import { allowTime } from '../../http/deadline.ts'
import { shownInOwnPages } from '../../http/headers.ts'
import { badField, notFound, Refusal } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { keepFile, openFile } from '../../store/files.ts'

const PDF = 'application/pdf'
/** Time for the largest file on a slow line. */
const UPLOAD_MS = 5 * 60_000

/** Insurers' PDFs: an admin uploads one, and its content hash is its read permission. */
export async function registerDocumentFileRoutes(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register(async (files) => {
    files.addContentTypeParser(PDF, (_request, body, done) => done(null, body))
    route(
      files,
      uploadDocumentFile,
      async (request) => {
        if (!(request.body instanceof Readable)) throw badField('file', 'not-pdf')
        if (Number(request.headers['content-length'] ?? 0) > DOCUMENT_FILE_BYTES) throw tooLarge()
        allowTime(UPLOAD_MS)
        return { file: await keepFile(deps.db, checked(request.body)) }
      },
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

const tooLarge = () => new Refusal(413, 'invalid', { fields: [{ field: 'file', code: 'file-too-large' }] })

/** Passes the bytes on as long as they are a PDF of an allowed size. */
async function* checked(body: Readable): AsyncGenerator<Buffer> {
  let [bytes, head] = [0, Buffer.alloc(0)]
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (head.length < 5) {
      head = Buffer.concat([head, chunk.subarray(0, 5)])
      if (head.length >= 5 && !head.toString('latin1').startsWith('%PDF-')) throw badField('file', 'not-pdf')
    }
    bytes += chunk.length
    if (bytes > DOCUMENT_FILE_BYTES) throw tooLarge()
    yield chunk
  }
  if (head.length < 5) throw badField('file', 'not-pdf')
}
