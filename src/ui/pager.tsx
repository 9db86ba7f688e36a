import { Button } from './button.tsx'
import { BackIcon } from './icons.tsx'
import { defineMessages, useText } from './language.tsx'

const messages = defineMessages(
  {
    range: (from: string, to: string, all: string) => `${from}–${to}，共 ${all}`,
    before: '上一页',
    next: '下一页',
    everything: '全部显示',
    pages: '分页显示',
  },
  {
    range: (from: string, to: string, all: string) => `${from}–${to} of ${all}`,
    before: 'Previous page',
    next: 'Next page',
    everything: 'Show all',
    pages: 'Show pages',
  },
)

/** Pages of rows that are all loaded. -1 shows them all. */
export function Pager({
  first,
  shown,
  all,
  size,
  everything,
  onPage,
}: {
  first: number
  shown: number
  all: number
  size: number
  everything: boolean
  onPage(page: number): void
}) {
  const t = useText(messages)
  if (all <= size) return null
  const page = Math.floor(first / size)
  const number = (value: number) => value.toLocaleString('en')
  return (
    <div className="flex h-12 items-center gap-2 text-muted print:hidden">
      <span className="tabular mr-auto" aria-live="polite">
        {t.range(number(first + 1), number(first + shown), number(all))}
      </span>
      {!everything && (
        <>
          <Button aria-label={t.before} disabled={page === 0} onClick={() => onPage(page - 1)}>
            <BackIcon />
          </Button>
          <Button aria-label={t.next} disabled={first + shown >= all} onClick={() => onPage(page + 1)}>
            <span className="rotate-180">
              <BackIcon />
            </span>
          </Button>
        </>
      )}
      <Button look="quiet" onClick={() => onPage(everything ? 0 : -1)}>
        {everything ? t.pages : t.everything}
      </Button>
    </div>
  )
}
