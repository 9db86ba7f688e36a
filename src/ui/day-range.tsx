/** `2026-12-02 – 12-04`: a range of days, with the year once if it is the same. It breaks after the dash only. */
export function DayRange({ start, end }: { start: string; end: string }) {
  if (start === end) return <span className="tabular whitespace-nowrap">{start}</span>
  const sameYear = start.slice(0, 4) === end.slice(0, 4)
  return (
    <span className="tabular">
      <span className="whitespace-nowrap">{start} –</span>{' '}
      <span className="whitespace-nowrap">{sameYear ? end.slice(5) : end}</span>
    </span>
  )
}
