import { type FormEvent, type ReactNode, useState } from 'react'
import * as z from 'zod/mini'
import { fieldTexts, problemOf, problemText } from '../api/problem-text.ts'
import { isCreditCode } from '../contract/company-no.ts'
import { ApplyInvoice } from '../contract/orders.ts'
import { ApplyOwnInvoice } from '../contract/own-order.ts'
import { fieldWords } from '../contract/problems.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox, Segmented, TextField } from '../ui/field.tsx'
import { useLanguage, useText } from '../ui/language.tsx'
import { ProblemBanner } from '../ui/problem.tsx'
import { messages } from './messages.ts'

type Props = {
  /** Known as the holder, of whom a company is one that the platform names. */
  holder: { name: string; isCompany: boolean }
  personHint?: string
  /** Asks for the holder's last four; `known`: proven already on this page. */
  proof?: { label: string; hint: string; known?: string }
  /** How it is asked for, and what came of it. */
  apply: {
    mutate(form: ApplyInvoice & { lastFour?: string }, on: { onError(error: Error): void }): void
    isPending: boolean
    error: Error | null
  }
  /** On a phone. */
  large?: boolean
  /** Beside the button that sends it. */
  children?: ReactNode
}

/** 开票 (§7.2), for staff and for the customer: an odd taxpayer number passes once it is confirmed. */
export function InvoiceForm({ holder, personHint, proof, apply, large = false, children }: Props) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [invoiceType, setInvoiceType] = useState<'person' | 'company'>(
    holder.isCompany ? 'company' : 'person',
  )
  const [invoiceTitle, setInvoiceTitle] = useState(holder.name)
  const [taxpayerNo, setTaxpayerNo] = useState('')
  const [lastFour, setLastFour] = useState(proof?.known ?? '')
  const [confirmed, setConfirmed] = useState(false)
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const number = taxpayerNo.trim().toUpperCase()
  const odd = invoiceType === 'company' && number.length === 18 && !isCreditCode(number)
  const askToConfirm = odd || (apply.error ? problemOf(apply.error).code === 'needs-confirmation' : false)

  function submit(event: FormEvent) {
    event.preventDefault()
    const parsed = z.safeParse(proof ? ApplyOwnInvoice : ApplyInvoice, {
      invoiceType,
      invoiceTitle,
      ...(invoiceType === 'company' && number && { taxpayerNo: number }),
      ...(confirmed && { confirmed }),
      ...(proof && { lastFour }),
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
        {...(invoiceType === 'person' && personHint && { hint: personHint })}
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
      {proof && (!proof.known || faults.has('lastFour')) && (
        <TextField
          label={proof.label}
          required
          maxLength={8}
          autoCapitalize="characters"
          spellCheck={false}
          hint={proof.hint}
          value={lastFour}
          onChange={(event) => setLastFour(event.target.value)}
          error={faults.get('lastFour')}
        />
      )}
      {askToConfirm && (
        <Checkbox
          label={t.confirmTaxNo}
          checked={confirmed}
          onChange={(event) => setConfirmed(event.target.checked)}
        />
      )}
      <div className={large ? 'grid' : 'flex gap-2'}>
        <Button type="submit" look="primary" size={large ? 'large' : 'normal'} busy={apply.isPending}>
          {t.submit}
        </Button>
        {children}
      </div>
    </form>
  )
}
