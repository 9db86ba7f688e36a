import { type FocusEvent, useState } from 'react'

/** Longer than a press. */
const PRESS_MS = 200

/**
 * Paths of the fields that the person has been in and left. Noted only after the press that left one is over: the
 * sentence that then appears would move the pressed button away from under the finger.
 */
export function useLeftFields(): [ReadonlySet<string>, (event: FocusEvent<HTMLElement>) => void] {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  return [
    left,
    ({ target }) => {
      const path = target.dataset['field']
      if (path)
        setTimeout(
          () => setLeft((before) => (before.has(path) ? before : new Set(before).add(path))),
          PRESS_MS,
        )
    },
  ]
}
