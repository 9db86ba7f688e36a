import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { sha256Of } from '../../lib/sha256.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useText } from '../../ui/language.tsx'
import { evidenceMessages } from './messages.ts'

/** Compares an annex with the SHA-256 that a genuine file names. The annex stays in the browser. */
export function CheckAnnex({ named }: { named: string }) {
  const t = useText(evidenceMessages)
  const input = useRef<HTMLInputElement>(null)
  const check = useMutation({
    mutationFn: async (file: File) => (await sha256Of(new Uint8Array(await file.arrayBuffer()))) === named,
  })
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3">
      <input
        ref={input}
        type="file"
        aria-label={t.chooseAnnex}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) check.mutate(file)
          target.value = ''
        }}
      />
      <Button busy={check.isPending} onClick={() => input.current?.click()}>
        {t.chooseAnnex}
      </Button>
      <span className="text-muted">{t.chooseAnnexText}</span>
      {(check.data !== undefined || check.error) && (
        <div className="w-full">
          <Banner
            tone={check.data ? 'good' : 'bad'}
            title={check.error ? t.annexUnread : check.data ? t.annexIntact : t.annexAltered}
          />
        </div>
      )}
    </div>
  )
}
