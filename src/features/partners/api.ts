import { useQuery } from '@tanstack/react-query'
import { request } from '../../api/request.ts'
import { MemberList } from '../../contract/members.ts'
import { Partner, PartnerList } from '../../contract/partners.ts'
import { ProductList } from '../../contract/products.ts'

export const PARTNERS = ['partners']

export const usePartners = () =>
  useQuery({ queryKey: PARTNERS, queryFn: () => request(PartnerList, '/api/partners') })

export const usePartner = (id: string) =>
  useQuery({
    queryKey: [...PARTNERS, id],
    queryFn: () => request(Partner, `/api/partners/${encodeURIComponent(id)}`),
  })

/** Members and products to choose from. */
export function useChoices() {
  const members = useQuery({ queryKey: ['members'], queryFn: () => request(MemberList, '/api/members') })
  const products = useQuery({ queryKey: ['products'], queryFn: () => request(ProductList, '/api/products') })
  return { members: members.data?.items ?? [], products: products.data?.items ?? [] }
}
