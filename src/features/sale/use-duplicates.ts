import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { duplicatesQuery } from './queries.ts'
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
    ...duplicatesQuery({ startDate, endDate, people }),
    enabled,
    placeholderData: (before) => before,
  })
  return enabled ? (found.data?.items ?? []) : []
}
