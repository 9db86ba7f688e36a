/** Status tabs. */
export function StateChoice({
  label,
  states,
  current,
  word,
  count,
  onChoose,
}: {
  label: string
  states: readonly string[]
  current: string
  word(state: string): string
  /** How many there are, if known. */
  count?(state: string): string | undefined
  onChoose(state: string): void
}) {
  return (
    <div
      role="group"
      aria-label={label}
      className="-mx-1 mb-3 flex gap-1 p-1 max-md:w-[calc(100%+0.5rem)] max-md:overflow-x-auto md:flex-wrap"
    >
      {states.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={current === one}
          onClick={() => onChoose(one)}
          className="h-8 shrink-0 rounded px-2.5 text-muted hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent"
        >
          {word(one)}
          {count?.(one) !== undefined && (
            <span className="tabular ml-1.5 text-small font-normal text-muted">{count(one)}</span>
          )}
        </button>
      ))}
    </div>
  )
}
