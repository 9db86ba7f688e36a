import { type ReactNode, useState } from 'react'
import { BulkResults } from './bulk-results.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { defineMessages, useText } from './language.tsx'
import { useBulk } from './use-bulk.ts'

const messages = defineMessages(
  { close: '关闭', cancel: '取消', again: '重试没有成功的', stop: '停止' },
  { close: 'Close', cancel: 'Cancel', again: 'Try failed ones again', stop: 'Stop' },
)

type Act = (key: string) => Promise<string>
type Props = {
  title: string
  rows: readonly { key: string; name: ReactNode }[]
  open: boolean
  /** Why one failed. */
  failure(error: unknown): string
  onClose(): void
  /** Input or confirmation before the start. `start` runs the action for each row. */
  children(start: (act: Act) => void, cancel: ReactNode): ReactNode
}

/** Runs one action for many rows: asks first, then shows the progress and each result. */
export function BulkDialog({ title, open, onClose, ...body }: Props) {
  const t = useText(messages)
  return (
    <Dialog title={title} open={open} onClose={onClose} closeLabel={t.close}>
      <Body title={title} onClose={onClose} {...body} />
    </Dialog>
  )
}

function Body({ title, rows: given, failure, onClose, children }: Omit<Props, 'open'>) {
  const t = useText(messages)
  // The list behind the dialog may change while it is open.
  const [rows] = useState(given)
  const [act, setAct] = useState<Act | null>(null)
  const { results, running, run, stop } = useBulk(failure)
  const keys = rows.map(({ key }) => key)
  const start = (next: Act) => {
    setAct(() => next)
    void run(keys, next)
  }
  if (!act) return children(start, <Button onClick={onClose}>{t.cancel}</Button>)
  const failed = [...results.values()].some(({ state }) => state === 'failed')
  return (
    <div className="flex flex-col gap-4">
      <BulkResults label={title} rows={rows} results={results} />
      <div className="flex flex-wrap gap-2">
        {!running && failed && <Button onClick={() => void run(keys, act)}>{t.again}</Button>}
        {running ? (
          <Button onClick={stop}>{t.stop}</Button>
        ) : (
          <Button look="primary" onClick={onClose}>
            {t.close}
          </Button>
        )}
      </div>
    </div>
  )
}
