import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findProduct } from '../business/catalogue.ts'
import { invoicesOf } from '../business/lifecycle.ts'
import type { Platform } from '../platform.ts'
import { invoiceOfd, invoiceXml } from './invoice-files.ts'
import { invoicePdf } from './invoice-pdf.ts'
import { logoPng } from './logo.ts'
import { policyPdf } from './policy-pdf.ts'

type FileRequest = FastifyRequest<{ Params: { code: string; file: string } }>

/** Logos, policies, certificates and invoices; below /odd the same addresses misbehave. */
export function registerFiles(app: FastifyInstance, { store }: Platform): void {
  app.get('/logos/:file', (request: FastifyRequest<{ Params: { file: string } }>, reply) => {
    const product = findProduct(request.params.file.replace(/\.png$/, ''))
    return product ? reply.type('image/png').send(logoPng(product.insurer)) : reply.code(404).send()
  })

  app.get('/files/:code/:file', async (request: FileRequest, reply) => {
    const { code, file } = request.params
    const order = store.orderOfPolicy(code)
    if (!order) return reply.code(404).send()
    if (file === 'policy.pdf') return sendPdf(reply, await policyPdf(order, code, 'policy'))
    if (file === 'certificate.pdf') return sendPdf(reply, await policyPdf(order, code, 'certificate'))
    const invoiced = invoicesOf(order).some(({ policyCode }) => policyCode === code)
    if (file === 'invoice.pdf' && invoiced) return sendPdf(reply, await invoicePdf(order, code))
    // Like tax bureaus, sends no type that the browser could use.
    if (file === 'invoice.ofd' && invoiced)
      return reply.type('application/octet-stream').send(await invoiceOfd(order, code))
    if (file === 'invoice.xml' && invoiced) return reply.type('text/xml').send(invoiceXml(order, code))
    return reply.code(404).send()
  })

  app.get('/odd/redirect/*', (_request, reply) =>
    reply.redirect('http://169.254.169.254/latest/meta-data/', 302),
  )
  app.get('/odd/html/*', (_request, reply) =>
    reply.type('application/pdf').send('<html><script>alert(document.domain)</script></html>'),
  )
  app.get('/odd/huge/*', (_request, reply) => reply.type('application/pdf').send(Readable.from(hugeFile())))
  app.get('/odd/slow/*', (_request, reply) => reply.type('application/pdf').send(Readable.from(slowFile())))
}

const sendPdf = (reply: FastifyReply, pdf: Buffer) => reply.type('application/pdf').send(pdf)

/** 40 MB that begin like a PDF. */
function* hugeFile() {
  yield Buffer.from('%PDF-1.4\n')
  const block = Buffer.alloc(1024 * 1024, '%')
  for (let sent = 0; sent < 40; sent++) yield block
}

/** A byte a second for two minutes. */
async function* slowFile() {
  yield Buffer.from('%PDF-1.4\n')
  for (let sent = 0; sent < 120; sent++) {
    await pause(1_000, undefined, { ref: false })
    yield Buffer.from('%')
  }
}
