import { useEffect, useRef, useState } from 'react'
import { addDays } from '../../contract/days.ts'
import type { Member } from '../../contract/members.ts'
import * as paths from '../../contract/paths.ts'
import type { Product } from '../../contract/products.ts'
import { fromWords } from '../../lib/price-words.ts'
import { ButtonLink } from '../../ui/button-link.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { PeriodField } from '../../people/period-field.tsx'
import { messages } from './messages.ts'
import { daysOf, type SaleForm } from './sale-form.ts'

export type SectionProps = {
  form: SaleForm
  product: Product | undefined
  error(path: string): string | undefined
  onChange(next: Partial<SaleForm> | ((before: SaleForm) => SaleForm)): void
}

export function MemberSection({
  form,
  members,
  error,
  onChange,
}: SectionProps & { members: readonly Member[] }) {
  const t = useText(messages)
  return (
    <Section title={t.member}>
      {members.length === 0 ? (
        <EmptyState action={<ButtonLink to={paths.newMember}>{t.registerMember}</ButtonLink>}>
          {t.noMembers}
        </EmptyState>
      ) : (
        <div className="grid gap-4 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,2fr)]">
          <Combobox
            label={t.chooseMember}
            data-field="memberId"
            value={form.memberId}
            error={error('memberId')}
            onChange={(memberId) => onChange({ memberId })}
            placeholder={t.searchMember}
            options={members.map(({ memberId, company, mobile }) => ({
              value: memberId,
              label: company,
              detail: `${mobile}　${memberId}`,
            }))}
          />
          {(['groupNo', 'note'] as const).map((name) => (
            <TextField
              key={name}
              label={t[name]}
              placeholder={t.optional}
              data-field={name}
              value={form[name]}
              error={error(name)}
              onChange={(event) => onChange({ [name]: event.target.value })}
            />
          ))}
        </div>
      )}
    </Section>
  )
}

export function ProductSection({
  form,
  product,
  products,
  error,
  onChange,
}: SectionProps & { products: readonly Product[] }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const first = useRef<HTMLInputElement>(null)
  const [isNew] = useState(!form.productCode)
  useEffect(() => {
    // New applications focus the first field.
    if (isNew) first.current?.focus()
  }, [isNew])
  const fault = error('planCode')
  if (products.length === 0)
    return (
      <Section title={t.product}>
        <EmptyState action={<ButtonLink to={paths.products}>{t.addProduct}</ButtonLink>}>
          {t.noProducts}
        </EmptyState>
      </Section>
    )
  return (
    <Section title={t.product}>
      <Combobox
        className="max-w-xl"
        label={t.chooseProduct}
        hideLabel
        data-field="productCode"
        ref={first}
        value={form.productCode}
        error={error('productCode')}
        placeholder={t.searchProduct}
        onChange={(code) => {
          const next = products.find(({ productCode }) => productCode === code)
          const only = next?.plans.length === 1 ? next.plans[0] : undefined
          onChange({ productCode: code, planCode: only?.planCode ?? '' })
        }}
        options={products.map(({ productCode, productName }) => ({
          value: productCode,
          label: productName,
          detail: productCode,
        }))}
      />
      {product && product.gaps.length > 0 && (
        <div className="mt-3">
          <Banner
            tone="warn"
            title={product.onSale ? t.productUnfit : t.productOffSale}
            action={
              <ButtonLink to={paths.to(paths.product, { productCode: product.productCode })}>
                {t.seeProduct}
              </ButtonLink>
            }
          />
        </div>
      )}
      {product && (
        <fieldset className="mt-4" aria-describedby="plan-note">
          <legend className="mb-1 text-muted">{t.plan}</legend>
          <div className="grid gap-2 md:grid-cols-2">
            {product.plans.map((plan) => (
              <label
                key={plan.planCode}
                className="flex items-center gap-3 rounded border border-line-strong bg-raised px-3 py-2.5 hover:border-muted has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name="planCode"
                  data-field="planCode"
                  className="size-4 accent-accent"
                  checked={form.planCode === plan.planCode}
                  onChange={() => onChange({ planCode: plan.planCode })}
                />
                <span className="min-w-0 flex-1 break-words">{plan.planName}</span>
                {plan.minPrice !== null && (
                  <span className="tabular text-muted">{fromWords(plan.minPrice, language)}</span>
                )}
              </label>
            ))}
          </div>
          <p id="plan-note" className={`mt-1 text-small ${fault ? 'text-bad' : 'text-faint'}`}>
            {fault ?? t.planNote}
          </p>
        </fieldset>
      )}
    </Section>
  )
}

const LENGTHS = [1, 3, 5, 7, 15, 30]

export function PeriodSection({ form, product, today, error, onChange }: SectionProps & { today: string }) {
  const t = useText(messages)
  const rules = product?.rules
  const earliest = addDays(today, rules?.earliestStartDays ?? 0)
  const days = daysOf(form)
  const lengths = LENGTHS.filter((length) => !rules || (length >= rules.minDays && length <= rules.maxDays))
  return (
    <Section
      title={t.period}
      aside={
        <Checkbox
          label={t.later}
          checked={form.periodLater}
          onChange={(event) => onChange({ periodLater: event.target.checked })}
        />
      }
    >
      {!form.periodLater && (
        <PeriodField
          startDate={form.startDate}
          endDate={form.endDate}
          today={today}
          earliest={earliest}
          days={days}
          lengths={lengths}
          error={error('startDate')}
          onChange={onChange}
        />
      )}
    </Section>
  )
}
