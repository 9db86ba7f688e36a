import { useEffect } from 'react'
import type { PeopleOnPage } from './page-recorder.ts'

const NO_PEOPLE: PeopleOnPage = { current: [] }

/** Sends the reports of a purchase or an order under its bearer; null while there is none. */
export function useTrail(
  subject: 'purchase' | 'order',
  bearer: string | null,
  people: PeopleOnPage = NO_PEOPLE,
): void {
  useEffect(() => {
    import('./trail-sender.ts').then(({ report }) => report(subject, bearer, people)).catch(() => {})
  }, [subject, bearer, people])
}
