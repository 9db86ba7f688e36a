import { useEffect, useRef, useState } from 'react'
import { shanghaiDay } from '../../contract/days.ts'
import type { Policy } from '../../contract/policies.ts'
import { saveFile } from '../../lib/save-file.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useText } from '../../ui/language.tsx'
import { policyMessages } from './messages.ts'
import { filesOf, zipFiles } from './zip-policies.ts'

type Props = { policies: readonly Policy[]; open: boolean; onClose(): void }

export function ZipDialog({ open, onClose, policies }: Props) {
  const t = useText(policyMessages)
  return (
    <Dialog title={t.zipTitle} open={open} onClose={onClose} closeLabel={t.close}>
      <ZipForm policies={policies} onClose={onClose} />
    </Dialog>
  )
}

export function ZipForm({ policies, onClose }: Omit<Props, 'open'>) {
  const t = useText(policyMessages)
  const [done, setDone] = useState(0)
  const [state, setState] = useState<'idle' | 'running' | 'done'>('idle')
  const [missing, setMissing] = useState<string[]>([])
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const files = filesOf(policies, t)

  async function start() {
    const control = new AbortController()
    running.current = control
    setState('running')
    setDone(0)
    try {
      const result = await zipFiles(files, control.signal, setDone)
      if (result.missing.length < files.length)
        saveFile(result.zip, `${t.zipName}-${shanghaiDay(Date.now())}.zip`)
      setMissing(result.missing)
      setState('done')
    } catch (reason) {
      if (!control.signal.aborted) throw reason
    }
  }
  const packed = files.length - missing.length
  return (
    <div className="flex flex-col gap-4">
      <p>{files.length === 0 ? t.zipNone : t.zipAbout(policies.length, files.length)}</p>
      {state !== 'idle' && (
        <div role="status">
          <progress
            className="w-full accent-accent"
            aria-label={t.zipTitle}
            max={Math.max(1, files.length)}
            value={done}
          />
          {!(state === 'done' && packed === 0) && (
            <p className="text-muted">
              {state === 'done' ? t.zipDone(packed) : t.zipProgress(done, files.length)}
            </p>
          )}
        </div>
      )}
      {state === 'done' && missing.length > 0 && (
        <Banner tone="warn" title={t.zipMissing(missing.length)}>
          <ul className="max-h-40 overflow-y-auto">
            {missing.map((name) => (
              <li key={name} className="break-all">
                {name}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <div className="flex flex-wrap gap-2">
        {files.length > 0 && (
          <Button look="primary" busy={state === 'running'} onClick={() => void start()}>
            {state === 'done' && missing.length > 0 ? t.retry : t.zipStart}
          </Button>
        )}
        <Button onClick={onClose}>{state === 'running' ? t.cancel : t.close}</Button>
      </div>
    </div>
  )
}
