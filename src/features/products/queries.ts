import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { call, readOptions } from '../../api/call.ts'
import { productsQuery } from '../../api/shared-queries.ts'
import { listLinks } from '../../contract/endpoints/links.ts'
import {
  listDocuments,
  putCover,
  putProduct,
  readPlan,
  readProduct,
} from '../../contract/endpoints/products.ts'
import type { Cover } from '../../contract/cover.ts'
import type { Product, PutProduct } from '../../contract/products.ts'

export const productQuery = (productCode: string) => readOptions(readProduct, { params: { productCode } })
export const documentsQuery = (productCode: string) => readOptions(listDocuments, { params: { productCode } })
/** The product's public links, open and closed. */
export const publicEntriesQuery = (productCode: string) =>
  readOptions(listLinks, { query: { kind: 'public', productCode } })

/** Refreshes the product from the platform and saves the given fields. */
export function usePutProduct<Input = void>(productCode: string, bodyOf: (input: Input) => PutProduct) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Input) => call(putProduct, { params: { productCode }, body: bodyOf(input) }),
    onSuccess: (product) => showProduct(client, product),
  })
}

/** Replaces or withdraws what the product covers. */
export function usePutCover(productCode: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (cover: Cover | null) => call(putCover, { params: { productCode }, body: { cover } }),
    onSuccess: async (product) => {
      await showProduct(client, product)
      await client.invalidateQueries(documentsQuery(productCode))
    },
  })
}

/** Refreshes one plan from the platform. */
export function useReadPlan(productCode: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (planCode: string) => call(readPlan, { params: { productCode, planCode } }),
    onSuccess: (product) => showProduct(client, product),
  })
}

export function showProduct(client: QueryClient, product: Product): Promise<void> {
  client.setQueryData(productQuery(product.productCode).queryKey, product)
  return client.invalidateQueries(productsQuery)
}
