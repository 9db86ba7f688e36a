import { useEffect, useRef, useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import { useUserName } from '../../api/user-names.tsx'
import type { OrderTotals } from '../../contract/orders.ts'
import { shanghaiDay } from '../../contract/days.ts'
import { saveFile } from '../../lib/save-file.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segmented } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { exportColumns, exportFile } from './export-file.ts'
import { countWords } from '../../lib/count-words.ts'
import { listMessages } from './list-messages.ts'

type Props = { query: URLSearchParams; totals: OrderTotals | undefined; open: boolean; onClose(): void }

export function ExportDialog({ open, onClose, ...rest }: Props) {
  const t = useText(listMessages)
  return (
    <Dialog title={t.exportTitle} open={open} onClose={onClose} closeLabel={t.close}>
      <ExportForm {...rest} onClose={onClose} />
    </Dialog>
  )
}

function ExportForm({ query, totals, onClose }: Omit<Props, 'open'>) {
  const t = useText(listMessages)
  const { language } = useLanguage()
  const nameOf = useUserName()
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  const [done, setDone] = useState(0)
  const [state, setState] = useState<'idle' | 'running' | 'done'>('idle')
  const [error, setError] = useState<unknown>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function start() {
    const control = new AbortController()
    running.current = control
    setState('running')
    setError(null)
    setDone(0)
    try {
      const file = await exportFile(
        format,
        exportColumns(language, nameOf),
        query,
        language,
        control.signal,
        setDone,
      )
      saveFile(file, `${t.fileName}-${shanghaiDay(Date.now())}.${format}`)
      setState('done')
    } catch (reason) {
      if (control.signal.aborted) return
      setError(reason)
      setState('idle')
    }
  }
  if (totals?.count === 0)
    return (
      <>
        <p>{t.exportNone}</p>
        <div className="mt-4">
          <Button onClick={onClose}>{t.close}</Button>
        </div>
      </>
    )
  const all = totals ? countWords(totals) : '…'
  return (
    <div className="flex flex-col gap-4">
      {error !== null && <ProblemBanner {...problemText(error, language)} />}
      <p>{t.exportText(all)}</p>
      <Segmented<'xlsx' | 'csv'>
        label={t.format}
        value={format}
        onChange={setFormat}
        disabled={state === 'running'}
        options={[
          { value: 'xlsx', label: t.xlsx },
          { value: 'csv', label: t.csv },
        ]}
      />
      {state !== 'idle' && (
        <div role="status">
          <progress
            className="w-full accent-accent"
            aria-label={t.exportTitle}
            max={Math.max(done, totals?.count ?? 0, 1)}
            value={done}
          />
          <p className="text-muted">
            {state === 'done'
              ? t.exportDone(done.toLocaleString('en'))
              : t.exportProgress(done.toLocaleString('en'), all)}
          </p>
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" busy={state === 'running'} onClick={() => void start()}>
          {t.exportStart}
        </Button>
        <Button onClick={onClose}>{state === 'running' ? t.cancel : t.close}</Button>
      </div>
    </div>
  )
}
