import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { call } from '../../api/call.ts'
import { findDuplicates } from '../../contract/endpoints/sale.ts'
import { daysOf, type SaleForm } from './sale-form.ts'

/** Insured who have cover here already on overlapping days. `place` is their row. */
export function useDuplicates(form: SaleForm) {
  const asked = useDeferredValue(form)
  const people = asked.peopleLater
    ? []
    : asked.insured.map(({ cardType, cardNo }) => ({ cardType, cardNo: cardNo.trim().slice(0, 64) }))
  const { startDate, endDate } = asked
  const enabled =
    daysOf(asked) !== null && people.length <= 1000 && people.some(({ cardNo }) => cardNo.length > 5)
  const found = useQuery({
    queryKey: [findDuplicates.path, startDate, endDate, people],
    queryFn: () => call(findDuplicates, { body: { startDate, endDate, people } }),
    enabled,
    staleTime: 60_000,
    gcTime: 0,
    retry: false,
    placeholderData: (before) => before,
  })
  return enabled ? (found.data?.items ?? []) : []
}
