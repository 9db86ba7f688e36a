import { useQuery } from '@tanstack/react-query'
import * as paths from '../../contract/paths.ts'
import type { PurchaseOrder } from '../../contract/purchases.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { embedMessages } from './embed-messages.ts'
import { ownTokenQuery } from './queries.ts'

/** Shown if no link can leave the frame: a QR code and the address to copy. */
export default function Stuck({
  order,
  path,
}: {
  /** The order to pay or view, or else `path`, a portal page. */
  order?: PurchaseOrder
  path?: string
}) {
  const t = useText(embedMessages)
  const { language } = useLanguage()
  const token = order?.returnPath.split('/').at(-1) ?? ''
  const own = useQuery({ ...ownTokenQuery(token), enabled: order !== undefined })
  // The return page also leads to the payment after a moment.
  const page =
    path ?? (own.data ? paths.to(paths.ownOrder, { token: own.data.token }) : own.error && order?.returnPath)
  if (!page) return null
  const url = new URL(page, location.origin)
  if (language === 'en') url.searchParams.set('lang', 'en')
  return (
    <div role="alert" className="grid gap-3">
      <p className="font-semibold">{t.stuck}</p>
      <p className="text-muted">
        {order ? (order.status === 'unpaid' ? t.stuckPay : t.stuckSee) : t.stuckBuy}
      </p>
      <div className="w-44">
        <QrCode text={url.href} label={t.stuckCode} />
      </div>
      <div>
        <CopyButton size="large" text={url.href} label={t.copy} copied={t.copied} />
      </div>
    </div>
  )
}
