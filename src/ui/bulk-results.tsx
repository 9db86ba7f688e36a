import type { ReactNode } from 'react'
import { StatusDot } from './status-dot.tsx'
import { defineMessages, useText } from './language.tsx'

const messages = defineMessages(
  {
    progress: (done: number, all: number, failed: number) =>
      `已完成 ${done} / ${all}${failed > 0 ? `，${failed} 项没有成功` : ''}`,
    waiting: '等待中',
  },
  {
    progress: (done: number, all: number, failed: number) =>
      `${done} of ${all} done${failed > 0 ? `, ${failed} failed` : ''}`,
    waiting: 'Waiting',
  },
)

/** The progress of a bulk action, and the result of each row. */
export function BulkResults({
  label,
  rows,
  results,
}: {
  label: string
  rows: readonly { key: string; name: ReactNode }[]
  results: ReadonlyMap<string, { state: 'done' | 'failed'; words: string }>
}) {
  const t = useText(messages)
  const failed = [...results.values()].filter(({ state }) => state === 'failed').length
  // Failed rows come first.
  const rank = (key: string) => (results.get(key)?.state === 'failed' ? 0 : 1)
  return (
    <div>
      <div role="status">
        <progress className="w-full" aria-label={label} max={Math.max(1, rows.length)} value={results.size} />
        <p className="text-muted">{t.progress(results.size - failed, rows.length, failed)}</p>
      </div>
      <ul className="mt-2 max-h-[40dvh] overflow-y-auto">
        {[...rows]
          .sort((one, other) => rank(one.key) - rank(other.key))
          .map(({ key, name }) => {
            const result = results.get(key)
            return (
              <li key={key} className="flex flex-wrap gap-x-4 border-b border-line py-1.5">
                <span className="min-w-0 flex-1 basis-32 wrap-anywhere">{name}</span>
                <span className="wrap-anywhere">
                  {result ? (
                    <StatusDot tone={result.state === 'done' ? 'good' : 'bad'}>
                      <span className="whitespace-normal">{result.words}</span>
                    </StatusDot>
                  ) : (
                    <span className="text-muted">{t.waiting}</span>
                  )}
                </span>
              </li>
            )
          })}
      </ul>
    </div>
  )
}
