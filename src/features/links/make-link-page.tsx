import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { uuidv7 } from 'uuidv7'
import * as z from 'zod/mini'
import { call } from '../../api/call.ts'
import { problemText } from '../../api/problem-text.ts'
import { allLinks, membersQuery, productsQuery } from '../../api/shared-queries.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { makeLink } from '../../contract/endpoints/links.ts'
import { MakeLink, MOST_DAYS, MOST_USES } from '../../contract/links.ts'
import * as paths from '../../contract/paths.ts'
import { readPurchaseDraft } from '../../contract/purchases.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'

/** Creates an empty link. Links with prefilled data are created from a sale. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const navigate = useNavigate()
  const client = useQueryClient()
  const members = useQuery(membersQuery)
  const products = useQuery(productsQuery)
  const [form, setForm] = useState({
    memberId: '',
    productCode: '',
    planCode: '',
    uses: '1',
    days: '7',
    groupNo: '',
    note: '',
  })
  // Repeated presses make one link; changed content is another one.
  const [key, setKey] = useState(uuidv7)
  const make = useMutation({
    mutationFn: (body: MakeLink) => call(makeLink, { body }, { headers: { 'idempotency-key': key } }),
    onSuccess: (link) => {
      void client.invalidateQueries(allLinks)
      void navigate(paths.to(paths.link, { id: link.id }))
    },
  })

  const [first, ...others] = members.data?.items ?? []
  const only = others.length === 0 ? first?.memberId : undefined
  const values = { ...form, memberId: form.memberId || (only ?? '') }
  const product = products.data?.items.find(({ productCode }) => productCode === values.productCode)
  const whole = (text: string) => (/^\d+$/.test(text) ? Number(text) : 0)
  const { memberId, productCode, planCode, groupNo, note } = values
  const parsed = z.safeParse(MakeLink, {
    memberId,
    productCode,
    groupNo,
    note,
    uses: whole(values.uses),
    days: whole(values.days),
    prefill: readPurchaseDraft({ planCode }),
  })
  const faults = useFaults({
    language,
    found: issuesOf(parsed.error),
    failure: make.error,
    placeOf: (path) => path.replace(/^prefill\./, ''),
    ownWords: (_code, path) =>
      path === 'uses' ? t.range(1, MOST_USES) : path === 'days' ? t.range(1, MOST_DAYS) : undefined,
  })
  function change(part: Partial<typeof form>) {
    setForm({ ...values, ...part })
    make.reset()
    setKey(uuidv7())
  }
  function submit() {
    if (faults.press() && parsed.success && !make.isPending) make.mutate(parsed.data)
  }

  const back = { to: paths.links, label: t.title }
  const failure = members.error ?? products.error
  if (failure)
    return (
      <>
        <PageHeader title={t.create} back={back} />
        <ProblemBanner
          {...problemText(failure, language)}
          action={
            <Button onClick={() => void Promise.all([members.refetch(), products.refetch()])}>
              {t.retry}
            </Button>
          }
        />
      </>
    )
  if (!members.data || !products.data) return <Skeleton label={t.loading} />
  if (members.data.items.length === 0)
    return (
      <EmptyState action={<ButtonLink to={paths.newMember}>{t.registerMember}</ButtonLink>}>
        {t.noMembers}
      </EmptyState>
    )
  if (products.data.items.length === 0) return <EmptyState>{t.noProducts}</EmptyState>

  return (
    <>
      <PageHeader title={t.create} detail={t.about} back={back} />
      <Form name="link" faults={faults} onSubmit={submit} className="grid max-w-2xl gap-4 md:grid-cols-2">
        <Combobox
          className="md:col-span-2"
          label={t.member}
          required
          placeholder={t.searchMember}
          value={values.memberId}
          {...faults.at('memberId')}
          onChange={(memberId) => change({ memberId })}
          options={members.data.items.map(({ memberId, company, mobile }) => ({
            value: memberId,
            label: company,
            detail: `${mobile}　${memberId}`,
          }))}
        />
        <Combobox
          label={t.product}
          required
          placeholder={t.searchProduct}
          value={values.productCode}
          {...faults.at('productCode')}
          onChange={(productCode) => change({ productCode, planCode: '' })}
          options={products.data.items.map(({ productCode, productName }) => ({
            value: productCode,
            label: productName,
            detail: productCode,
          }))}
        />
        <SelectField
          label={t.plan}
          placeholder={t.customersChoice}
          value={values.planCode}
          {...faults.at('planCode')}
          disabled={!product}
          onChange={(event) => change({ planCode: event.target.value })}
          options={(product?.plans ?? []).map((plan) => ({ value: plan.planCode, label: plan.planName }))}
        />
        <TextField
          label={t.uses}
          required
          inputMode="numeric"
          hint={t.usesHint}
          value={values.uses}
          {...faults.at('uses')}
          onChange={(event) => change({ uses: event.target.value.trim() })}
        />
        <TextField
          label={t.days}
          required
          inputMode="numeric"
          value={values.days}
          {...faults.at('days')}
          onChange={(event) => change({ days: event.target.value.trim() })}
        />
        <TextField
          label={t.groupNo}
          placeholder={t.optional}
          value={values.groupNo}
          {...faults.at('groupNo')}
          onChange={(event) => change({ groupNo: event.target.value })}
        />
        <TextField
          label={t.note}
          hint={t.noteHint}
          placeholder={t.optional}
          value={values.note}
          {...faults.at('note')}
          onChange={(event) => change({ note: event.target.value })}
        />
        <FormAnswer className="md:col-span-2" />
        <div className="md:col-span-2">
          <Button type="submit" look="primary" busy={make.isPending}>
            {t.make}
          </Button>
        </div>
      </Form>
    </>
  )
}
