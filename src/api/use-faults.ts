import { type FocusEvent, useState } from 'react'
import { fieldWords, type Language } from '../contract/problems.ts'
import { problemOf, problemText } from './problem-text.ts'

/** Delay in ms. An error that appears immediately would move the button while it is being pressed. */
const PRESS_MS = 200

type Given = {
  language: Language
  /** Faults found in the browser: code by field path. */
  found: ReadonlyMap<string, string>
  /** Why the last request failed; null after a change. */
  failure?: unknown
  /** The part of the form that a field belongs to, if each part has its own button. */
  partOf?(path: string): string
  /** The field that shows a fault of `path` if `path` has no field. */
  placeOf?(path: string): string
  /** The field that a problem code belongs to. */
  about?: Readonly<Record<string, string>>
  /** Sentences specific to this form. */
  ownWords?(code: string, path: string): string | undefined
}

const WHOLE = ''
/** No faults, for forms without fields. */
export const NONE: ReadonlyMap<string, string> = new Map()

/**
 * Turns codes into sentences beside fields, for every form. Faults found in the browser show after the button was
 * pressed or the field was left. Faults from the server show immediately. `<Form>` moves the focus and lists faults
 * without a field.
 */
export function useFaults({
  language,
  found,
  failure = null,
  partOf = () => WHOLE,
  placeOf = (path) => path,
  about = {},
  ownWords,
}: Given) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState<ReadonlySet<string>>(new Set())
  const [presses, setPresses] = useState(0)

  const codes = new Map<string, string>()
  const add = (path: string, code: string) => {
    const place = placeOf(path)
    if (!codes.has(place)) codes.set(place, code)
  }
  const problem = problemOf(failure)
  const whole = failure === null ? undefined : about[problem.code]
  const refused = whole === undefined ? (problem.fields ?? []) : [{ field: whole, code: problem.code }]
  for (const { field, code } of refused) add(field, code)
  for (const [path, code] of found) if (tried.has(partOf(path)) || left.has(placeOf(path))) add(path, code)

  const words = (code: string, path: string) =>
    ownWords?.(code, path) ??
    (path === whole ? problemText(failure, language).title : fieldWords(code, language, path))
  const error = (path: string): string | undefined => {
    const code = codes.get(path)
    return code === undefined ? undefined : words(code, path)
  }
  return {
    /** Code by the path of the field that shows it. */
    codes,
    error,
    /** For the field of `path`. */
    at: (path: string) => ({ 'data-field': path, error: error(path) }),
    shown: new Map([...codes].map(([path, code]) => [path, words(code, path)])),
    problem:
      failure === null
        ? null
        : { ...problemText(failure, language), fields: refused.length > 0, keeps: found !== NONE },
    presses,
    failure,
    /** Shows all faults without moving the focus. */
    tell(): void {
      setTried(new Set([...tried, WHOLE]))
    },
    /** Shows all faults of these parts. Returns true if there are none and the form can be sent. */
    press(...parts: string[]): boolean {
      const pressed = parts.length > 0 ? parts : [WHOLE]
      setTried(new Set([...tried, ...pressed]))
      setPresses(presses + 1)
      return ![...found.keys()].some((path) => pressed.includes(partOf(path)))
    },
    /** Hides all faults, for a form that was reset. */
    forget(): void {
      setTried(new Set())
      setLeft(new Set())
    },
    onBlur({ target }: FocusEvent<HTMLElement>): void {
      const path = target.dataset['field']
      if (path)
        setTimeout(
          () => setLeft((before) => (before.has(path) ? before : new Set(before).add(path))),
          PRESS_MS,
        )
    },
  }
}

/** The first fault of each field: code by field path. */
export function issuesOf(error: { issues: readonly { path: PropertyKey[]; message: string }[] } | undefined) {
  const found = new Map<string, string>()
  for (const { path, message } of error?.issues ?? []) {
    const at = path.join('.')
    if (!found.has(at)) found.set(at, message)
  }
  return found
}
