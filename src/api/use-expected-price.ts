import { useQuery } from '@tanstack/react-query'
import { daysCovered } from '../contract/days.ts'
import { priceOf } from '../contract/premiums.ts'
import { productsQuery } from './shared-queries.ts'

type Sold = {
  productCode?: string | undefined
  planCode?: string | null | undefined
  startDate: string | null
  endDate?: string | null | undefined
  people: number
}

/** What past orders of its plan and days suggest that a sale costs, fen; null if they do not tell. */
export function useExpectedPrice(): (sold: Sold) => number | null {
  const products = useQuery(productsQuery).data?.items
  return ({ productCode, planCode, startDate, endDate, people }) => {
    const product = products?.find((one) => one.productCode === productCode)
    if (!product || !planCode || !startDate || !endDate) return null
    const price = priceOf(product, { planCode, days: daysCovered(startDate, endDate), people })
    return price?.kind === 'expected' ? price.total : null
  }
}
