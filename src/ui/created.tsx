import { shanghaiTime } from '../lib/time.ts'
import { DataText } from './data-text.tsx'

/** Time today, else the day; with the name of who did it. */
export function Created({ at, by }: { at: string; by: string }) {
  const time = shanghaiTime(at)
  const today = shanghaiTime(new Date().toISOString()).slice(0, 10)
  return (
    <span className="tabular whitespace-nowrap" title={time}>
      {time.startsWith(today) ? time.slice(11) : time.slice(time.startsWith(today.slice(0, 5)) ? 5 : 0, 10)}{' '}
      <span className="text-muted">
        <DataText>{by}</DataText>
      </span>
    </span>
  )
}
