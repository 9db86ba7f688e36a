import { useEffect } from 'react'
import type { SaidEvent } from '../contract/trail.ts'

type Saying = { [Name in keyof Omit<SaidEvent, 'seq'>]?: SaidEvent[Name] | undefined } & Pick<
  SaidEvent,
  'kind'
>

/** 可回溯: what this page load has to report, until the sender, which comes after the first view, takes it. */
export const trail = {
  waiting: [] as Saying[],
  wake: () => {},
  /** Who is on the page, for the recording to leave out: also those who were not typed in this page load. */
  people: (): readonly string[] => [],
}

/** Reports a step of a customer's sale; never what was typed. Costs the page nothing and cannot fail. */
export function say(what: Saying): void {
  trail.waiting.push({ at: Date.now(), ...what })
  trail.wake()
}

/** Reports that a page is entered, and left when another takes its place. */
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
