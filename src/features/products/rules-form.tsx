import { type FormEvent, useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import { Product, type ProductRules, RULE_LIMITS } from '../../contract/products.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented, TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { usePutProduct } from './queries.ts'
import { faultsOf, NUMBERS, readRules, writeRules } from './rules.ts'

export function RulesForm({ product, mayEdit }: { product: Product; mayEdit: boolean }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [form, setForm] = useState(() => writeRules(product.rules))
  const [tried, setTried] = useState(false)
  const save = usePutProduct(product.productCode, (rules: ProductRules) => ({ rules }))
  const faults = tried ? faultsOf(form) : new Map<string, never>()

  function change(part: Partial<typeof form>) {
    setForm({ ...form, ...part })
    save.reset()
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    const rules = readRules(form)
    if (rules) save.mutate(rules)
  }

  function words(name: (typeof NUMBERS)[number]): string | undefined {
    const fault = faults.get(name)
    if (!fault) return undefined
    if (fault === 'below-least') return name === 'maxAge' ? t.belowMinAge : t.belowMinDays
    const [least, most] = RULE_LIMITS[name]
    return t.range(least, most)
  }

  return (
    <form onSubmit={submit} noValidate className="max-w-2xl">
      <p className="mb-4 text-muted">{mayEdit ? t.rulesAbout : t.onlyAdmin}</p>
      <fieldset disabled={!mayEdit} className="grid grid-cols-2 gap-4 md:grid-cols-3">
        <Segmented
          label={t.earliestStart}
          value={form.earliestStartDays}
          onChange={(earliestStartDays) => change({ earliestStartDays })}
          options={[
            { value: '0', label: t.today },
            { value: '1', label: t.tomorrow },
          ]}
        />
        {NUMBERS.map((name) => (
          <TextField
            key={name}
            label={t[name]}
            inputMode="numeric"
            placeholder={name === 'minAge' || name === 'maxAge' ? t.noLimit : undefined}
            value={form[name]}
            error={words(name)}
            onChange={(event) => change({ [name]: event.target.value })}
          />
        ))}
      </fieldset>
      {save.error && (
        <div className="mt-4">
          <ProblemBanner {...problemText(save.error, language)} />
        </div>
      )}
      {mayEdit && (
        <div className="mt-5 flex items-center gap-3">
          <Button type="submit" look="primary" busy={save.isPending}>
            {t.save}
          </Button>
          <span role="status" className="text-good">
            {save.isSuccess && t.saved}
          </span>
        </div>
      )}
    </form>
  )
}
