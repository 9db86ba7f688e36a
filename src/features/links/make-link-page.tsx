import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { call, keyOf, readOptions } from '../../api/call.ts'
import { fieldTexts, problemText } from '../../api/problem-text.ts'
import { listLinks, makeLink } from '../../contract/endpoints/links.ts'
import { listMembers } from '../../contract/endpoints/members.ts'
import { listProducts } from '../../contract/endpoints/products.ts'
import { type MakeLink, MOST_DAYS, MOST_USES } from '../../contract/links.ts'
import { readPurchaseDraft } from '../../contract/purchases.ts'
import { fieldWords } from '../../contract/problems.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState, Skeleton } from '../../ui/feedback.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'

/** A link from scratch; one with period and people filled in is made on the page of a sale. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const navigate = useNavigate()
  const client = useQueryClient()
  const members = useQuery(readOptions(listMembers, {}))
  const products = useQuery(readOptions(listProducts, {}))
  const [form, setForm] = useState({
    memberId: '',
    productCode: '',
    planCode: '',
    uses: '1',
    days: '7',
    title: '',
  })
  const [tried, setTried] = useState(false)
  const make = useMutation({
    mutationFn: (body: MakeLink) => call(makeLink, { body }),
    onSuccess: (link) => {
      void client.invalidateQueries({ queryKey: keyOf(listLinks) })
      void navigate(`/links/${link.id}`)
    },
  })

  const back = { to: '/links', label: t.title }
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
      <EmptyState action={<ButtonLink to="/members/new">{t.registerMember}</ButtonLink>}>
        {t.noMembers}
      </EmptyState>
    )
  if (products.data.items.length === 0) return <EmptyState>{t.noProducts}</EmptyState>

  const only = members.data.items.length === 1 ? members.data.items[0]?.memberId : undefined
  const values = { ...form, memberId: form.memberId || (only ?? '') }
  const product = products.data.items.find(({ productCode }) => productCode === values.productCode)
  const whole = (text: string, most: number) =>
    /^\d+$/.test(text) && +text >= 1 && +text <= most ? +text : null
  const uses = whole(values.uses, MOST_USES)
  const days = whole(values.days, MOST_DAYS)
  const refused = fieldTexts(make.error, language)
  const choose = fieldWords('choose', language)
  const errors = {
    memberId: values.memberId ? undefined : choose,
    productCode: values.productCode ? undefined : choose,
    uses: uses === null ? t.range(1, MOST_USES) : undefined,
    days: days === null ? t.range(1, MOST_DAYS) : undefined,
    title: undefined,
  }
  const error = (name: keyof typeof errors) => refused.get(name) ?? (tried ? errors[name] : undefined)

  function change(part: Partial<typeof form>) {
    setForm({ ...values, ...part })
    make.reset()
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setTried(true)
    const first = Object.entries(errors).find(([, words]) => words !== undefined)?.[0]
    if (first) return event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
    const { memberId, productCode, planCode, title } = values
    make.mutate({ memberId, productCode, title, uses, days, prefill: readPurchaseDraft({ planCode }) })
  }

  return (
    <>
      <PageHeader title={t.create} detail={t.about} back={back} />
      <form onSubmit={submit} noValidate className="grid max-w-2xl gap-4 md:grid-cols-2">
        <SelectField
          className="md:col-span-2"
          label={t.member}
          name="memberId"
          required
          placeholder={t.choose}
          value={values.memberId}
          error={error('memberId')}
          onChange={(event) => change({ memberId: event.target.value })}
          options={members.data.items.map((member) => ({
            value: member.memberId,
            label: `${member.company}　${member.mobile}　${member.memberId}`,
          }))}
        />
        <SelectField
          label={t.product}
          name="productCode"
          required
          placeholder={t.choose}
          value={values.productCode}
          error={error('productCode')}
          onChange={(event) => change({ productCode: event.target.value, planCode: '' })}
          options={products.data.items.map((one) => ({
            value: one.productCode,
            label: `${one.productName}　${one.productCode}`,
          }))}
        />
        <SelectField
          label={t.plan}
          placeholder={t.customersChoice}
          value={values.planCode}
          disabled={!product}
          onChange={(event) => change({ planCode: event.target.value })}
          options={(product?.plans ?? []).map((plan) => ({ value: plan.planCode, label: plan.planName }))}
        />
        <TextField
          label={t.uses}
          name="uses"
          required
          inputMode="numeric"
          hint={t.usesHint}
          value={values.uses}
          error={error('uses')}
          onChange={(event) => change({ uses: event.target.value.trim() })}
        />
        <TextField
          label={t.days}
          name="days"
          required
          inputMode="numeric"
          value={values.days}
          error={error('days')}
          onChange={(event) => change({ days: event.target.value.trim() })}
        />
        <TextField
          className="md:col-span-2"
          label={t.note}
          name="title"
          hint={t.noteHint}
          placeholder={t.optional}
          maxLength={60}
          value={values.title}
          error={error('title')}
          onChange={(event) => change({ title: event.target.value })}
        />
        {make.error && (
          <div className="md:col-span-2">
            <ProblemBanner {...problemText(make.error, language)} />
          </div>
        )}
        <div className="md:col-span-2">
          <Button type="submit" look="primary" busy={make.isPending}>
            {t.make}
          </Button>
        </div>
      </form>
    </>
  )
}
