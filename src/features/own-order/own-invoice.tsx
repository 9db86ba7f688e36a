import { type ComponentType, useState } from 'react'
import { INVOICE_SUPPORT_WORDS, invoiceName } from '../../contract/invoice-words.ts'
import type { ApplyInvoice } from '../../contract/invoices.ts'
import type { OwnOrder } from '../../contract/own-order.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FileIcon } from '../../ui/icons.tsx'
import { DownloadIcon } from '../../ui/more-icons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { actionMessages } from './action-messages.ts'
import { FileButton } from './open-file.tsx'
import { knownProof, useApplyInvoice } from './queries.ts'

/** The form of an invoice, which staff use too. */
export type InvoiceFormProps = {
  holder: { name: string; isCompany: boolean }
  personHint: string
  proof: { label: string; hint: string; known?: string }
  apply: {
    mutate(form: ApplyInvoice & { lastFour?: string }): void
    isPending: boolean
    error: Error | null
  }
  large: boolean
}

type Props = { token: string; order: OwnOrder; InvoiceForm: ComponentType<InvoiceFormProps> }

/** The invoice: request, status and files. */
export function OwnInvoice({ token, order, InvoiceForm }: Props) {
  const t = useText(actionMessages)
  const { language } = useLanguage()
  const [applying, setApplying] = useState(false)
  const { status, support, requestedAt, invoiceTitle, files } = order.invoice
  // Failed and partly issued invoices can be requested again.
  const again = status === 'failed' || status === 'partly-issued'
  const open = status === null || status === 'none' || again
  const asked = requestedAt !== null && !again
  const words =
    status === 'issued'
      ? t.invoiceIssued
      : status === 'partly-issued'
        ? t.invoicePartly
        : status === 'issuing' || asked
          ? t.invoiceIssuing
          : support === 'none'
            ? t.invoiceNone
            : status === 'failed'
              ? t.invoiceFailed
              : t.invoiceNotYet
  return (
    <Section title={t.invoice}>
      <p role="status" className="text-muted">
        {words} {invoiceTitle && t.invoiceTitleIs(invoiceTitle)}
      </p>
      {support && support !== 'none' && (
        <p className="text-muted">{INVOICE_SUPPORT_WORDS[support][language]}</p>
      )}
      {files.length > 0 && (
        <div className="mt-3 flex flex-wrap gap-2">
          {files.map((one) => {
            const saved = one.format === 'ofd' || one.format === 'xml'
            return (
              <FileButton key={one.n} token={token} file={{ kind: 'invoice', n: one.n }} saved={saved}>
                {saved ? <DownloadIcon /> : <FileIcon />}
                {invoiceName(one, language)}
              </FileButton>
            )
          })}
        </div>
      )}
      {open && !asked && support !== 'none' && !order.holderKnown && (
        <p className="mt-2 text-muted">{t.invoiceUnknown}</p>
      )}
      {open && !asked && support !== 'none' && order.holderKnown && (
        <Button size="large" className="mt-3 w-full" onClick={() => setApplying(true)}>
          {t.applyInvoice}
        </Button>
      )}
      <Dialog title={t.applyInvoice} open={applying} onClose={() => setApplying(false)} closeLabel={t.close}>
        <OwnInvoiceForm
          token={token}
          order={order}
          InvoiceForm={InvoiceForm}
          onDone={() => setApplying(false)}
        />
      </Dialog>
    </Section>
  )
}

function OwnInvoiceForm({ token, order, InvoiceForm, onDone }: Props & { onDone(): void }) {
  const t = useText(actionMessages)
  const apply = useApplyInvoice(token, onDone)
  const isCompany = order.holder?.isCompany ?? false
  // A person's name is masked here.
  const name = isCompany ? (order.holder?.name ?? '') : ''
  const known = knownProof(token)
  return (
    <InvoiceForm
      holder={{ name, isCompany }}
      personHint={t.personHint}
      proof={{ label: t.lastFour, hint: t.lastFourHint, ...(known && { known }) }}
      apply={{
        ...apply,
        mutate: ({ lastFour = '', ...form }) => apply.mutate({ ...form, lastFour }),
      }}
      large
    />
  )
}
