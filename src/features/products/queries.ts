import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { call, keyOf } from '../../api/call.ts'
import { listProducts, putProduct, readPlan, readProduct } from '../../contract/endpoints/products.ts'
import type { Product, PutProduct } from '../../contract/products.ts'

/** Refreshes the product from the platform and saves the given fields. */
export function usePutProduct<Input = void>(productCode: string, bodyOf: (input: Input) => PutProduct) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Input) => call(putProduct, { params: { productCode }, body: bodyOf(input) }),
    onSuccess: (product) => showProduct(client, product),
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
  client.setQueryData(keyOf(readProduct, { params: { productCode: product.productCode } }), product)
  return client.invalidateQueries({ queryKey: keyOf(listProducts) })
}
