import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import * as z from 'zod/mini'
import { fieldTexts, problemOf, problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { isCreditCode } from '../../contract/company-no.ts'
import { ApplyInvoice, Order } from '../../contract/orders.ts'
import { fieldWords } from '../../contract/problems.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Checkbox, Segmented, TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'

export function ApplyInvoiceDialog({
  order,
  open,
  onClose,
}: {
  order: Order
  open: boolean
  onClose(): void
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const company = order.platform?.enterprise
  const [invoiceType, setInvoiceType] = useState<'person' | 'company'>(company ? 'company' : 'person')
  const [invoiceTitle, setInvoiceTitle] = useState(company?.name ?? order.holderName ?? '')
  const [taxpayerNo, setTaxpayerNo] = useState('')
  const [confirmed, setConfirmed] = useState(false)
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const apply = useMutation({
    mutationFn: (form: ApplyInvoice) =>
      request(Order, `/api/orders/${order.id}/invoice`, { method: 'POST', body: form }),
    onSuccess: (next) => {
      client.setQueryData(['orders', 'one', order.id], next)
      void client.invalidateQueries({ queryKey: ['orders', 'list'] })
      onClose()
    },
    onError: (error) => setFaults(fieldTexts(error, language)),
  })
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
    if (parsed.success && found.size === 0) apply.mutate(parsed.data)
  }
  return (
    <Dialog title={t.applyInvoice} open={open} onClose={onClose} closeLabel={t.close}>
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
        <div className="flex gap-2">
          <Button type="submit" look="primary" busy={apply.isPending}>
            {t.submit}
          </Button>
          <Button onClick={onClose}>{t.close}</Button>
        </div>
      </form>
    </Dialog>
  )
}
