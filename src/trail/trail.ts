import { useEffect } from 'react'
import type { SaidEvent } from '../contract/trail.ts'

type Saying = { [Name in keyof Omit<SaidEvent, 'seq'>]?: SaidEvent[Name] | undefined } & Pick<
  SaidEvent,
  'kind'
>

/** 可回溯: buffers this page load's events until the lazy-loaded sender takes them. */
export const trail = {
  waiting: [] as Saying[],
  wake: () => {},
  /** People on the page, to be masked in the recording, including prefilled ones. */
  people: (): readonly string[] => [],
}

/** Reports a step of a customer's sale, never input. Never throws. */
export function say(what: Saying): void {
  trail.waiting.push({ at: Date.now(), ...what })
  trail.wake()
}

/** Reports entering and leaving a page. */
export function useTrailPage(
  page: SaidEvent['page'],
  document?: string,
  documents?: readonly { id: string }[],
): void {
  useEffect(() => {
    say({ kind: 'enter', page, document, documents: documents?.map(({ id }) => id) })
    return () => say({ kind: 'leave', page, document })
  }, [page, document, documents])
}
