import { useEffect } from 'react'
import type { SaidEvent } from '../contract/trail.ts'

type Saying = Omit<SaidEvent, 'seq' | 'at'>

/** 可回溯: what this page load has to report, until the sender, which comes after the first view, takes it. */
export const trail = { waiting: [] as Omit<SaidEvent, 'seq'>[], wake: () => {} }

/** Reports a step of a customer's sale; never what was typed. Costs the page nothing and cannot fail. */
export function say(what: Saying): void {
  trail.waiting.push({ at: Date.now(), ...what })
  trail.wake()
}

/** Reports that a page is entered, and left when another takes its place. */
export function useTrailPage(
  page: NonNullable<SaidEvent['page']>,
  document?: string,
  documents?: readonly { id: string }[],
): void {
  const ids = documents?.map(({ id }) => id).join()
  useEffect(() => {
    const place = { page, ...(document && { document }) }
    say({ kind: 'enter', ...place, ...(ids && { documents: ids.split(',') }) })
    return () => say({ kind: 'leave', ...place })
  }, [page, document, ids])
}

/** From now on reports go there, under that bearer; null while there is nothing to report to. */
export function useTrail(path: 'purchase' | 'own-order', bearer: string | null): void {
  useEffect(() => {
    if (bearer !== null)
      void import('./trail-sender.ts')
        .then(({ report }) => report(`/api/${path}/trail`, bearer))
        .catch(() => {})
  }, [path, bearer])
}
