import { useQuery } from '@tanstack/react-query'
import { listMembers } from '../../contract/endpoints/members.ts'
import { listProducts } from '../../contract/endpoints/products.ts'
import { readOptions } from '../../api/call.ts'
import { listPartners, readPartner } from '../../contract/endpoints/partners.ts'

export const partnersQuery = readOptions(listPartners, {})
export const partnerQuery = (id: string) => readOptions(readPartner, { params: { id } })

/** Options for members and products. */
export function useChoices() {
  const members = useQuery(readOptions(listMembers, {}))
  const products = useQuery(readOptions(listProducts, {}))
  return { members: members.data?.items ?? [], products: products.data?.items ?? [] }
}
