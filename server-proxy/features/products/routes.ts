import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/products.ts'
import type { Deps } from '../../deps.ts'
import { FileUnavailable } from '../../http/assets.ts'
import { notFound } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { currentDocuments } from '../../purchases/documents.ts'
import { putCover } from './cover.ts'
import { addDocument, retireDocument } from './documents.ts'
import { fetchDocument } from './fetch-document.ts'
import { readPlan, readProduct } from './read-product.ts'
import { viewProduct, viewProducts } from './view-product.ts'

export function registerProductRoutes(app: FastifyInstance, deps: Deps): void {
  const find = (productCode: string) =>
    deps.db.selectFrom('products').selectAll().where('product_code', '=', productCode).executeTakeFirst()

  route(app, endpoints.listProducts, async () => {
    const rows = await deps.db.selectFrom('products').selectAll().orderBy('created_at').execute()
    return { items: await viewProducts(deps, rows), nextCursor: null }
  })

  route(app, endpoints.putProduct, async (request, reply) => {
    const { productCode } = request.params
    const { product, isNew } = await readProduct(deps, userOf(request), productCode, request.body ?? {})
    return reply.code(isNew ? 201 : 200).send(product)
  })

  route(app, endpoints.readPlan, (request) =>
    readPlan(deps, userOf(request), request.params.productCode, request.params.planCode),
  )

  route(app, endpoints.readProduct, async (request) => {
    const row = await find(request.params.productCode)
    if (!row) throw notFound()
    return viewProduct(deps, row)
  })

  route(app, endpoints.readProductLogo, async (request, reply) => {
    const row = await find(request.params.productCode)
    if (!row?.logo_url) throw notFound()
    try {
      const { type, body } = await deps.assets.fetch(row.logo_url, 'image')
      return reply.type(type).header('cache-control', 'private, max-age=86400').send(body)
    } catch (error) {
      if (error instanceof FileUnavailable) throw notFound()
      throw error
    }
  })

  route(app, endpoints.listDocuments, async (request) => ({
    items: await currentDocuments(deps.db, request.params.productCode),
    nextCursor: null,
  }))

  route(app, endpoints.addDocument, async (request) => {
    const { confirmed = false, ...document } = request.body
    const { file, url } = document
    const fetched = url && !file ? await fetchDocument(deps, url, confirmed) : null
    const { productCode } = request.params
    return addDocument(deps, userOf(request), productCode, { ...document, ...(fetched && { file: fetched }) })
  })

  route(app, endpoints.putCover, async (request) => {
    const { productCode } = request.params
    await putCover(deps, userOf(request), productCode, request.body.cover)
    const row = await find(productCode)
    if (!row) throw notFound()
    return viewProduct(deps, row)
  })

  route(app, endpoints.retireDocument, async (request) => {
    const { productCode, id } = request.params
    if (!(await retireDocument(deps, userOf(request), productCode, id))) throw notFound()
  })
}
