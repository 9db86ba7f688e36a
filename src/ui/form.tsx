import {
  createContext,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type RefObject,
  useContext,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { Banner } from './feedback.tsx'
import { useLanguage } from './language.tsx'

export type Faults = {
  /** Shown faults: sentence by field path. */
  shown: ReadonlyMap<string, string>
  /** Why the last request failed. `fields`: it named fields, which show the faults. `keeps`: the form has fields. */
  problem: { title: string; detail?: string | undefined; fields: boolean; keeps: boolean } | null
  presses: number
  failure: unknown
}

type Shown = Pick<Faults, 'problem'> & { unplaced: readonly string[] }
const Answer = createContext<Shown>({ problem: null, unplaced: [] })

const KEPT = { zh: '填写的内容都还在。', en: 'Everything you filled in is still here.' }
const LOOK = { zh: '有内容需要修改', en: 'Some fields need attention' }
/** Time for a virtual row to render after scrolling. */
const DRAWN_MS = 120

export type Undrawn = { has(path: string): boolean; show(path: string): void }
export type FormHandle = { focusOn(path: string): void }

type Props = {
  /** The form's name, used by tests. */
  name: string
  faults: Faults
  onSubmit(): void
  onKeyDown?(event: KeyboardEvent<HTMLElement>): void
  /** The current screen. A fault on a later screen is focused once that shows. */
  screen?: string
  /** Fields in a virtual list. Faults are then in screen order. */
  undrawn?: RefObject<Undrawn | null>
  ref?: Ref<FormHandle>
  onBlur?(event: FocusEvent<HTMLElement>): void
  className?: string
  children: ReactNode
}

/** A form whose submit always responds: with faults, it focuses the first one or `<FormAnswer>`. */
export function Form({
  name,
  faults,
  onSubmit,
  onKeyDown,
  screen,
  undrawn,
  ref,
  onBlur,
  className,
  children,
}: Props) {
  const form = useRef<HTMLFormElement>(null)
  const [unplaced, setUnplaced] = useState<readonly string[]>([])
  const { shown, problem, presses, failure } = faults

  useLayoutEffect(() => {
    const missing = [...shown].flatMap(([path, words]) =>
      fieldOf(form.current, path) || undrawn?.current?.has(path) ? [] : words,
    )
    const now = [...new Set(missing)]
    setUnplaced((before) => (before.join('\n') === now.join('\n') ? before : now))
  }, [shown, undrawn])

  function focusOn(path: string): void {
    const draw = () => show(fieldOf(form.current, path) ?? answerOf(form.current))
    if (fieldOf(form.current, path) || !undrawn?.current?.has(path)) return draw()
    undrawn.current.show(path)
    setTimeout(draw, DRAWN_MS)
  }
  useImperativeHandle(ref, () => ({ focusOn }))

  const answered = useRef({ presses, failure, screen })
  /** The field to focus is on a later screen. */
  const owed = useRef(false)
  const answer = useEffectEvent(() => {
    const paths = [...shown.keys()]
    const first = undrawn ? paths[0] : firstOf(form.current, paths)
    answered.current = { presses, failure, screen }
    owed.current = paths.length > 0 && first === undefined
    if (paths.length > 0 || problem) focusOn(first ?? '')
  })
  useEffect(() => {
    // The focus moves only after a press or an error, not on every keystroke.
    const before = answered.current
    const isNew = presses !== before.presses || (failure !== null && failure !== before.failure)
    if (!isNew && !(owed.current && screen !== before.screen)) return
    // Runs after a new step's effects, which focus its heading.
    const frame = requestAnimationFrame(answer)
    return () => cancelAnimationFrame(frame)
  }, [presses, failure, screen])

  return (
    <form
      ref={form}
      name={name}
      noValidate
      className={className}
      onBlur={onBlur}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <Answer value={{ problem, unplaced }}>{children}</Answer>
    </form>
  )
}

/** Error summary beside the button: request error and faults without a visible field. */
export function FormAnswer({
  action,
  title,
  detail,
  className,
}: {
  action?: ReactNode
  /** Replaces the problem's title. */
  title?: string | undefined
  detail?: ReactNode
  className?: string
}) {
  const { problem, unplaced } = useContext(Answer)
  const { language } = useLanguage()
  const told = problem && !problem.fields ? problem : null
  if (!told && unplaced.length === 0) return null
  const more = detail ?? told?.detail
  return (
    <div data-answer="" tabIndex={-1} className={`rounded ${className ?? ''}`}>
      <Banner tone="bad" title={told ? (title ?? told.title) : LOOK[language]} action={action}>
        {unplaced.length > 0 && (
          <ul>
            {unplaced.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
        {more && <p>{more}</p>}
        {told?.keeps && <p>{KEPT[language]}</p>}
      </Banner>
    </div>
  )
}

const answerOf = (form: HTMLFormElement | null) => form?.querySelector<HTMLElement>('[data-answer]') ?? null

/** The element for faults of `path`: its field, or one for the prefix (`insured.3.`). */
function fieldOf(form: HTMLFormElement | null, path: string): HTMLElement | null {
  const fields = [...(form?.querySelectorAll<HTMLElement>('[data-field]:not(:disabled)') ?? [])]
  return (
    fields.find(({ dataset }) => dataset['field'] === path) ??
    fields.find(({ dataset }) => dataset['field']?.endsWith('.') && path.startsWith(dataset['field'])) ??
    null
  )
}

/** The path whose field comes first on the screen. */
function firstOf(form: HTMLFormElement | null, paths: readonly string[]): string | undefined {
  const placed = paths.flatMap((path) => {
    const field = fieldOf(form, path)
    return field ? [{ path, field }] : []
  })
  return placed.sort(({ field: one }, { field: other }) =>
    one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1,
  )[0]?.path
}

function show(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'center' })
  element?.focus({ preventScroll: true })
}
