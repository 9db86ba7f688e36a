import { useEffect } from 'react'

/** Sends the reports of a purchase or an order under its bearer; null while there is none. */
export function useTrail(subject: 'purchase' | 'order', bearer: string | null): void {
  useEffect(() => {
    import('./trail-sender.ts').then(({ report }) => report(subject, bearer)).catch(() => {})
  }, [subject, bearer])
}
