import { useQuery } from '@tanstack/react-query'
import { request } from '../../api/request.ts'
import { MemberList } from '../../contract/members.ts'
import { readOptions } from '../../api/call.ts'
import { listPartners, readPartner } from '../../contract/endpoints/partners.ts'
import { ProductList } from '../../contract/products.ts'

export const partnersQuery = readOptions(listPartners, {})
export const partnerQuery = (id: string) => readOptions(readPartner, { params: { id } })

/** Members and products to choose from. */
export function useChoices() {
  const members = useQuery({ queryKey: ['members'], queryFn: () => request(MemberList, '/api/members') })
  const products = useQuery({ queryKey: ['products'], queryFn: () => request(ProductList, '/api/products') })
  return { members: members.data?.items ?? [], products: products.data?.items ?? [] }
}
