import { useMutation } from '@tanstack/react-query'
import { sha256Of } from '../../lib/sha256.ts'
import { Banner } from '../../ui/feedback.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { useText } from '../../ui/language.tsx'
import { evidenceMessages } from './messages.ts'

/** Compares an annex with the SHA-256 that a genuine file names. The annex stays in the browser. */
export function CheckAnnex({ named }: { named: string }) {
  const t = useText(evidenceMessages)
  const check = useMutation({
    mutationFn: async (file: File) => (await sha256Of(new Uint8Array(await file.arrayBuffer()))) === named,
  })
  return (
    <div className="mt-6 grid gap-4">
      <FileField
        label={t.checkAnnex}
        hint={t.checkAnnexText}
        chosen={check.variables?.name ?? null}
        chooseLabel={t.choose}
        accept=".json"
        onChoose={check.mutate}
      />
      {check.isSuccess && (
        <Banner tone={check.data ? 'good' : 'bad'} title={check.data ? t.annexIntact : t.annexAltered} />
      )}
      {check.isError && <Banner tone="bad" title={t.annexUnread} />}
    </div>
  )
}
