import { type FocusEvent, useState } from 'react'
import { fieldWords, type Language } from '../contract/problems.ts'
import { problemOf, problemText } from './problem-text.ts'

/** Longer than a press: a sentence that appears at once would move the pressed button from under the finger. */
const PRESS_MS = 200

type Given = {
  language: Language
  /** What the form itself finds wrong: code by field path. */
  found: ReadonlyMap<string, string>
  /** Why the last request failed; null after a change. */
  failure?: unknown
  /** The part of the form that a field belongs to, where each part has a button of its own. */
  partOf?(path: string): string
  /** The field that shows a fault of `path`, where `path` itself is not asked for. */
  placeOf?(path: string): string
  /** The field that a refusal as a whole is about, by its code. */
  about?: Readonly<Record<string, string>>
  /** Sentences that only this form has. */
  ownWords?(code: string, path: string): string | undefined
}

const WHOLE = ''
/** What a form finds wrong that has nothing to be filled in. */
export const NONE: ReadonlyMap<string, string> = new Map()

/**
 * From codes to sentences at fields, for every form: faults that the form finds show once somebody pressed its button
 * or left the field; faults that the server finds show at once. `<Form>` moves the focus and lists what has no field.
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
    /** Shows all faults; the focus stays. */
    tell(): void {
      setTried(new Set([...tried, WHOLE]))
    },
    /** Shows all faults of these parts; answers true where there are none, so that the form can be sent. */
    press(...parts: string[]): boolean {
      const pressed = parts.length > 0 ? parts : [WHOLE]
      setTried(new Set([...tried, ...pressed]))
      setPresses(presses + 1)
      return ![...found.keys()].some((path) => pressed.includes(partOf(path)))
    },
    /** As if nobody had tried: for a form that was emptied. */
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

/** What a schema finds wrong with a value: code by field path, the first of each field. */
export function issuesOf(error: { issues: readonly { path: PropertyKey[]; message: string }[] } | undefined) {
  const found = new Map<string, string>()
  for (const { path, message } of error?.issues ?? []) {
    const at = path.join('.')
    if (!found.has(at)) found.set(at, message)
  }
  return found
}
