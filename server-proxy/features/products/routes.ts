import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { AddDocument } from '../../../src/contract/add-document.ts'
import {
  DocumentList,
  Product,
  ProductDocument,
  ProductList,
  PutProduct,
} from '../../../src/contract/products.ts'
import type { Deps } from '../../deps.ts'
import { bytesAnswer, noAnswer } from '../../http/answers.ts'
import { FileUnavailable } from '../../http/assets.ts'
import { notFound } from '../../http/refusal.ts'
import { userOf } from '../../http/session.ts'
import { currentDocuments } from '../../purchases/documents.ts'
import { addDocument, retireDocument } from './documents.ts'
import { readProduct, viewProduct } from './read-product.ts'

const Code = z.object({
  productCode: z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(32, 'too-long-32')),
})
const CodeAndId = z.extend(Code, { id: z.uuid() })
type Code = { Params: z.infer<typeof Code> }

export function registerProductRoutes(app: FastifyInstance, deps: Deps): void {
  const find = (productCode: string) =>
    deps.db.selectFrom('products').selectAll().where('product_code', '=', productCode).executeTakeFirst()

  app.get(
    '/api/products',
    { config: { access: 'clerk' }, schema: { response: { 200: ProductList } } },
    async () => {
      const rows = await deps.db.selectFrom('products').selectAll().orderBy('created_at').execute()
      return { items: rows.map(viewProduct), nextCursor: null }
    },
  )

  app.put<Code & { Body: PutProduct | null | undefined }>(
    '/api/products/:productCode',
    {
      config: { access: 'admin' },
      schema: { params: Code, body: z.nullish(PutProduct), response: { 200: Product, 201: Product } },
    },
    async (request, reply) => {
      const { product, isNew } = await readProduct(
        deps,
        userOf(request),
        request.params.productCode,
        request.body ?? {},
      )
      return reply.code(isNew ? 201 : 200).send(product)
    },
  )

  app.get<Code>(
    '/api/products/:productCode',
    { config: { access: 'clerk' }, schema: { params: Code, response: { 200: Product } } },
    async (request) => {
      const row = await find(request.params.productCode)
      if (!row) throw notFound()
      return viewProduct(row)
    },
  )

  app.get<Code>(
    '/api/products/:productCode/logo',
    { config: { access: 'clerk' }, schema: { params: Code, response: bytesAnswer('image/*') } },
    async (request, reply) => {
      const row = await find(request.params.productCode)
      if (!row?.logo_url) throw notFound()
      try {
        const { type, body } = await deps.assets.fetch(row.logo_url, 'image')
        return reply.type(type).header('cache-control', 'private, max-age=86400').send(body)
      } catch (error) {
        if (error instanceof FileUnavailable) throw notFound()
        throw error
      }
    },
  )

  app.get<Code>(
    '/api/products/:productCode/documents',
    { config: { access: 'clerk' }, schema: { params: Code, response: { 200: DocumentList } } },
    async (request) => ({
      items: await currentDocuments(deps.db, request.params.productCode),
      nextCursor: null,
    }),
  )

  app.post<Code & { Body: AddDocument }>(
    '/api/products/:productCode/documents',
    {
      config: { access: 'admin' },
      schema: { params: Code, body: AddDocument, response: { 201: ProductDocument } },
    },
    async (request, reply) =>
      reply
        .code(201)
        .send(await addDocument(deps, userOf(request), request.params.productCode, request.body)),
  )

  app.delete<{ Params: z.infer<typeof CodeAndId> }>(
    '/api/products/:productCode/documents/:id',
    { config: { access: 'admin' }, schema: { params: CodeAndId, response: noAnswer } },
    async (request, reply) => {
      if (!(await retireDocument(deps, userOf(request), request.params.productCode, request.params.id)))
        throw notFound()
      return reply.code(204).send()
    },
  )
}
