import { useEffect } from 'react'
import type { SaidEvent } from '../contract/trail.ts'
import { isElder } from '../lib/elder.ts'

export type Saying = { [Name in keyof Omit<SaidEvent, 'seq'>]?: SaidEvent[Name] | undefined } & Pick<
  SaidEvent,
  'kind'
>

/** 可回溯: buffers this page load's events until the lazy-loaded sender takes them. */
const waiting: Saying[] = []
let taker: ((said: Saying[]) => void) | undefined

/** `take` gets the buffered events now, and later events immediately. */
export function follow(take: (said: Saying[]) => void): void {
  taker = take
  take(waiting.splice(0))
}

/** Reports a step of a customer's sale, never input. Never throws. */
export function say(what: Saying): void {
  waiting.push({ at: Date.now(), ...what })
  taker?.(waiting.splice(0))
}

/** Reports entering and leaving a page. */
export function useTrailPage(
  page: SaidEvent['page'],
  document?: string,
  documents?: readonly { id: string }[],
): void {
  useEffect(() => {
    say({
      kind: 'enter',
      page,
      document,
      documents: documents?.map(({ id }) => id),
      elder: isElder() || undefined,
    })
    return () => say({ kind: 'leave', page, document })
  }, [page, document, documents])
}
