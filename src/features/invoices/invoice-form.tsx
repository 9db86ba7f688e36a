import { type ReactNode, useState } from 'react'
import * as z from 'zod/mini'
import { problemOf } from '../../api/problem-text.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { isCreditCode } from '../../contract/company-no.ts'
import { ApplyInvoice } from '../../contract/invoices.ts'
import { ApplyOwnInvoice } from '../../contract/own-order.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Segmented, TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './form-messages.ts'

type Props = {
  /** The holder's names; a company if the platform returns one. */
  holder: { name: string; isCompany: boolean }
  personHint?: string
  /** Asks for the holder's last four. `known`: already proven on this page. */
  proof?: { label: string; hint: string; known?: string }
  /** The mutation. */
  apply: {
    mutate(form: ApplyInvoice & { lastFour?: string }): void
    isPending: boolean
    error: Error | null
  }
  /** On a phone. */
  large?: boolean
  /** Beside the submit button. */
  children?: ReactNode
}

/** 开票 (§7.2) for staff and customers. Unusual taxpayer numbers pass once confirmed. */
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
  const number = taxpayerNo.trim().toUpperCase()
  const odd = invoiceType === 'company' && number.length === 18 && !isCreditCode(number)
  const askToConfirm = odd || (apply.error ? problemOf(apply.error).code === 'needs-confirmation' : false)
  const parsed = z.safeParse(proof ? ApplyOwnInvoice : ApplyInvoice, {
    invoiceType,
    invoiceTitle,
    ...(invoiceType === 'company' && number && { taxpayerNo: number }),
    ...(confirmed && { confirmed }),
    ...(proof && { lastFour }),
  })
  const found = issuesOf(parsed.error)
  if (odd && !confirmed) found.set('taxpayerNo', 'odd-company-no')
  const [changed, setChanged] = useState(false)
  const faults = useFaults({ language, found, failure: changed ? null : apply.error })

  function submit() {
    if (!faults.press() || !parsed.success || apply.isPending) return
    setChanged(false)
    apply.mutate(parsed.data)
  }
  return (
    <Form name="invoice" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
      <Segmented<'person' | 'company'>
        label={t.invoiceType}
        value={invoiceType}
        onChange={(next) => {
          setInvoiceType(next)
          setChanged(true)
        }}
        {...faults.at('invoiceType')}
        options={[
          { value: 'person', label: t.person },
          { value: 'company', label: t.company },
        ]}
      />
      <TextField
        label={t.invoiceTitle}
        required
        autoComplete={invoiceType === 'company' ? 'organization' : 'name'}
        {...(invoiceType === 'person' && personHint && { hint: personHint })}
        value={invoiceTitle}
        onChange={(event) => {
          setInvoiceTitle(event.target.value)
          setChanged(true)
        }}
        {...faults.at('invoiceTitle')}
      />
      {invoiceType === 'company' && (
        <TextField
          label={t.taxpayerNo}
          required
          autoCapitalize="characters"
          spellCheck={false}
          value={taxpayerNo}
          onChange={(event) => {
            setTaxpayerNo(event.target.value)
            setConfirmed(false)
            setChanged(true)
          }}
          {...faults.at('taxpayerNo')}
        />
      )}
      {proof && (lastFour !== proof.known || faults.codes.has('lastFour')) && (
        <TextField
          label={proof.label}
          required
          autoCapitalize="characters"
          spellCheck={false}
          hint={proof.hint}
          value={lastFour}
          onChange={(event) => {
            setLastFour(event.target.value)
            setChanged(true)
          }}
          {...faults.at('lastFour')}
        />
      )}
      {askToConfirm && (
        <Checkbox
          label={t.confirmTaxNo}
          checked={confirmed}
          onChange={(event) => {
            setConfirmed(event.target.checked)
            setChanged(true)
          }}
        />
      )}
      <FormAnswer />
      <div className={large ? 'grid' : 'flex gap-2'}>
        <Button type="submit" look="primary" size={large ? 'large' : 'normal'} busy={apply.isPending}>
          {t.submit}
        </Button>
        {children}
      </div>
    </Form>
  )
}
