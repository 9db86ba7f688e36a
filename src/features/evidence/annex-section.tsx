import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { useFaults } from '../../api/use-faults.ts'
import { readAnnex } from '../../contract/endpoints/evidence.ts'
import type { Evidence } from '../../contract/evidence.ts'
import { SHOW_REASONS, type ShowPeople } from '../../contract/order-requests.ts'
import { saveFile } from '../../lib/save-file.ts'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
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

/** Asks for the reason, which is kept in the audit log. */
function Download({ orderId }: { orderId: string }) {
  const t = useText(annexMessages)
  const { language } = useLanguage()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const read = useMutation({
    mutationFn: () =>
      call(readAnnex, { params: { id: orderId }, body: { reason: reason as ShowPeople['reason'] } }),
    onSuccess: ({ name, content }) => {
      setOpen(false)
      saveFile(new Blob([content], { type: 'application/json' }), name)
    },
  })
  const faults = useFaults({
    language,
    found: new Map(reason ? [] : [['reason', 'choose']]),
    failure: read.error,
  })
  function ask() {
    setReason('')
    faults.forget()
    read.reset()
    setOpen(true)
  }
  return (
    <div className="mt-3">
      <Button onClick={ask}>{t.download}</Button>
      <Dialog title={t.dialog} open={open} onClose={() => setOpen(false)} closeLabel={t.close}>
        <Form
          name="annex"
          faults={faults}
          onSubmit={() => {
            if (faults.press() && !read.isPending) read.mutate()
          }}
          className="flex flex-col gap-4"
        >
          <p>{t.dialogText}</p>
          <SelectField
            label={t.reason}
            placeholder={t.choose}
            required
            value={reason}
            onChange={(event) => {
              setReason(event.target.value)
              read.reset()
            }}
            options={SHOW_REASONS.map((one) => ({ value: one, label: t[one] }))}
            {...faults.at('reason')}
          />
          <FormAnswer />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look="primary" busy={read.isPending}>
              {t.submit}
            </Button>
            <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
          </div>
        </Form>
      </Dialog>
    </div>
  )
}
