import { type FormEvent, useState } from 'react'
import * as z from 'zod/mini'
import { fieldTexts, problemOf, problemText } from '../../api/problem-text.ts'
import { isCreditCode } from '../../contract/company-no.ts'
import { ApplyInvoice } from '../../contract/orders.ts'
import type { OwnOrder } from '../../contract/own-order.ts'
import { fieldWords } from '../../contract/problems.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Checkbox, Segmented, TextField } from '../../ui/field.tsx'
import { FileIcon } from '../../ui/icons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { actionMessages } from './action-messages.ts'
import { FileButton } from './open-file.tsx'
import { useApplyInvoice } from './use-own-order.ts'

type Props = { token: string; order: OwnOrder }

/** The invoice: asked for once, made by the platform some time later, opened from here. */
export function OwnInvoice({ token, order }: Props) {
  const t = useText(actionMessages)
  const [applying, setApplying] = useState(false)
  const { status, support, requestedAt, invoiceTitle, files } = order.invoice
  const open = status === null || status === 'none' || status === 'failed'
  const asked = requestedAt !== null && status !== 'failed'
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
      {files.length > 0 && (
        <p className="mt-3 flex flex-wrap gap-2">
          {files.map(({ n }) => (
            <FileButton key={n} token={token} file={{ kind: 'invoice', n }}>
              <FileIcon />
              {t.invoiceFile(n)}
            </FileButton>
          ))}
        </p>
      )}
      {open && !asked && support !== 'none' && (
        <Button size="large" className="mt-3 w-full" onClick={() => setApplying(true)}>
          {t.applyInvoice}
        </Button>
      )}
      <Dialog title={t.applyInvoice} open={applying} onClose={() => setApplying(false)} closeLabel={t.close}>
        <InvoiceForm token={token} order={order} onDone={() => setApplying(false)} />
      </Dialog>
    </Section>
  )
}

function InvoiceForm({ token, order, onDone }: Props & { onDone(): void }) {
  const t = useText(actionMessages)
  const { language } = useLanguage()
  const company = order.holder?.isCompany ?? false
  const [invoiceType, setInvoiceType] = useState<'person' | 'company'>(company ? 'company' : 'person')
  const [invoiceTitle, setInvoiceTitle] = useState(company ? (order.holder?.name ?? '') : '')
  const [taxpayerNo, setTaxpayerNo] = useState('')
  const [confirmed, setConfirmed] = useState(false)
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const apply = useApplyInvoice(token, onDone)
  const number = taxpayerNo.trim().toUpperCase()
  const odd = invoiceType === 'company' && number.length === 18 && !isCreditCode(number)
  const askToConfirm = odd || (apply.error ? problemOf(apply.error).code === 'needs-confirmation' : false)

  function submit(event: FormEvent) {
    event.preventDefault()
    const parsed = z.safeParse(ApplyInvoice, {
      invoiceType,
      invoiceTitle,
      ...(invoiceType === 'company' && number && { taxpayerNo: number }),
      ...(confirmed && { confirmed }),
    })
    const found = new Map(
      parsed.error?.issues.map((issue) => [issue.path.join('.'), fieldWords(issue.message, language)]),
    )
    if (odd && !confirmed) found.set('taxpayerNo', fieldWords('odd-company-no', language))
    setFaults(found)
    if (!parsed.success || found.size > 0 || apply.isPending) return
    apply.mutate(parsed.data, { onError: (error) => setFaults(fieldTexts(error, language)) })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {apply.error && faults.size === 0 && <ProblemBanner {...problemText(apply.error, language)} />}
      <Segmented<'person' | 'company'>
        label={t.invoiceType}
        value={invoiceType}
        onChange={setInvoiceType}
        options={[
          { value: 'person', label: t.person },
          { value: 'company', label: t.company },
        ]}
      />
      <TextField
        label={t.invoiceTitle}
        required
        maxLength={32}
        autoComplete={invoiceType === 'company' ? 'organization' : 'name'}
        {...(invoiceType === 'person' && { hint: t.personHint })}
        value={invoiceTitle}
        onChange={(event) => setInvoiceTitle(event.target.value)}
        error={faults.get('invoiceTitle')}
      />
      {invoiceType === 'company' && (
        <TextField
          label={t.taxpayerNo}
          required
          maxLength={20}
          autoCapitalize="characters"
          spellCheck={false}
          value={taxpayerNo}
          onChange={(event) => {
            setTaxpayerNo(event.target.value)
            setConfirmed(false)
          }}
          error={faults.get('taxpayerNo')}
        />
      )}
      {askToConfirm && (
        <Checkbox
          label={t.confirmTaxNo}
          checked={confirmed}
          onChange={(event) => setConfirmed(event.target.checked)}
        />
      )}
      <Button type="submit" look="primary" size="large" busy={apply.isPending}>
        {t.submit}
      </Button>
    </form>
  )
}
