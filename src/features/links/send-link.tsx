import { useState } from 'react'
import type { Link } from '../../contract/links.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useText } from '../../ui/language.tsx'
import { QrIcon } from '../../ui/staff-icons.tsx'
import { LinkCard } from './link-card.tsx'
import { linkName } from './link-name.ts'
import { messages } from './messages.ts'

/** Copies a link, or shows its QR code for a customer to scan, without leaving the list. */
export function SendLink({ link }: { link: Link }) {
  const t = useText(messages)
  const [open, setOpen] = useState(false)
  const copy = (look: 'quiet' | 'primary') => (
    <CopyButton look={look} text={link.url} label={t.copy} copied={t.copied} />
  )
  return (
    <span className="inline-flex @min-[880px]:-mr-3 items-center justify-end max-sm:flex-col max-sm:items-end">
      {copy('quiet')}
      <Button look="quiet" title={t.showQr} aria-label={t.showQr} onClick={() => setOpen(true)}>
        <QrIcon />
      </Button>
      <span className="text-left whitespace-normal">
        <Dialog
          title={linkName(link) ?? link.productName}
          open={open}
          onClose={() => setOpen(false)}
          closeLabel={t.close}
        >
          <LinkCard link={link} />
          <div className="mt-4 text-center">{copy('primary')}</div>
        </Dialog>
      </span>
    </span>
  )
}
