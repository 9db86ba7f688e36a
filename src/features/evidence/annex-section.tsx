import { useState } from 'react'
import { call } from '../../api/call.ts'
import { readAnnex } from '../../contract/endpoints/evidence.ts'
import type { Evidence } from '../../contract/evidence.ts'
import { saveFile } from '../../lib/save-file.ts'
import { ReasonDialog } from '../../people/reason-dialog.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { annexMessages } from './annex-messages.ts'

type Trail = NonNullable<Evidence['trail']>

/** The annex of the order, by its hash; nothing for orders from before annexes. */
export function AnnexSection({ orderId, trail }: { orderId: string; trail: Trail }) {
  const t = useText(annexMessages)
  const sha256 = trail.entries.findLast(({ kind }) => kind === 'placed')?.detail.annex
  if (!sha256) return null
  const isErased = trail.erasedAt !== null && trail.sealedUntil === null
  return (
    <Section title={t.title}>
      <p className="mb-2 text-muted">
        {isErased ? t.erased : trail.sealedUntil ? t.sealed(trail.sealedUntil) : t.text}
      </p>
      <p className="text-small text-muted">{t.fingerprint}</p>
      <CopyText text={sha256} label={t.copy} copied={t.copied} />
      {!isErased && <Download orderId={orderId} />}
    </Section>
  )
}

/** Downloads the annex, for a reason. */
function Download({ orderId }: { orderId: string }) {
  const t = useText(annexMessages)
  const [open, setOpen] = useState(false)
  return (
    <div className="mt-3">
      <Button onClick={() => setOpen(true)}>{t.download}</Button>
      <ReasonDialog
        name="annex"
        title={t.dialog}
        text={t.dialogText}
        submit={t.submit}
        open={open}
        onClose={() => setOpen(false)}
        read={async (body) => {
          const { name, content } = await call(readAnnex, { params: { id: orderId }, body })
          saveFile(new Blob([content], { type: 'application/json' }), name)
        }}
      />
    </div>
  )
}
