import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../api/call.ts'
import { problemText } from '../../api/problem-text.ts'
import { makeOwnLink } from '../../contract/endpoints/orders.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonAnchor } from '../../ui/button-link.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'

/** The customer link of an order, fetched when the dialog opens. */
export function OwnLinkDialog({
  orderId,
  open,
  onClose,
}: {
  orderId: string
  open: boolean
  onClose(): void
}) {
  const t = useText(messages)
  return (
    <Dialog title={t.ownLink} open={open} onClose={onClose} closeLabel={t.close}>
      <OwnLink orderId={orderId} />
    </Dialog>
  )
}

function OwnLink({ orderId }: { orderId: string }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [renewed, setRenewed] = useState(false)
  const link = useMutation({
    mutationFn: (renew: boolean) => call(makeOwnLink, { params: { id: orderId }, body: { renew } }),
    onSuccess: (_link, renew) => setRenewed(renew),
  })
  const { mutate } = link
  useEffect(() => mutate(false), [mutate])
  return (
    <>
      <p className="mb-3">{t.ownLinkText}</p>
      {link.error && <ProblemBanner {...problemText(link.error, language)} />}
      {link.data && (
        <>
          <div className="flex items-center gap-4">
            <div className="w-32 shrink-0">
              <QrCode text={link.data.url} label={t.ownLinkQr} />
            </div>
            <CopyText text={link.data.url} label={t.copy} copied={t.copied} />
          </div>
          <p role="status" className="mt-3 text-good">
            {renewed && t.ownLinkRenewed}
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            <ButtonAnchor href={link.data.url} newTab>
              {t.ownLinkOpen}
            </ButtonAnchor>
            <Button look="danger" busy={link.isPending} onClick={() => link.mutate(true)}>
              {t.ownLinkRenew}
            </Button>
          </div>
        </>
      )}
    </>
  )
}
