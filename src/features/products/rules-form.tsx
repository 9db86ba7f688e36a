import { useState } from 'react'
import { useFaults } from '../../api/use-faults.ts'
import { Product, type ProductRules, RULE_LIMITS } from '../../contract/products.ts'
import { Segmented, TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { SaveRow } from '../../ui/save-row.tsx'
import { messages } from './messages.ts'
import { usePutProduct } from './queries.ts'
import { faultsOf, NUMBERS, readRules, writeRules } from './rules.ts'

export function RulesForm({ product, mayEdit }: { product: Product; mayEdit: boolean }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [form, setForm] = useState(() => writeRules(product.rules))
  const save = usePutProduct(product.productCode, (rules: ProductRules) => ({ rules }))
  const faults = useFaults({
    language,
    found: faultsOf(form),
    failure: save.error,
    placeOf: (path) => path.replace(/^rules\./, ''),
    ownWords: (code, path) => {
      const name = NUMBERS.find((one) => one === path)
      if (code === 'below-least') return name === 'maxAge' ? t.belowMinAge : t.belowMinDays
      const [least, most] = name ? RULE_LIMITS[name] : []
      return least === undefined || most === undefined ? undefined : t.range(least, most)
    },
  })

  function change(part: Partial<typeof form>) {
    setForm({ ...form, ...part })
    save.reset()
  }

  function submit() {
    const rules = readRules(form)
    if (faults.press() && rules && !save.isPending) save.mutate(rules)
  }

  return (
    <Form name="rules" faults={faults} onSubmit={submit} className="max-w-2xl">
      <p className="mb-4 text-muted">{mayEdit ? t.rulesAbout : t.onlyAdmin}</p>
      <fieldset disabled={!mayEdit} className="grid grid-cols-2 gap-4 md:grid-cols-3">
        <Segmented
          label={t.earliestStart}
          value={form.earliestStartDays}
          {...faults.at('earliestStartDays')}
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
            {...faults.at(name)}
            onChange={(event) => change({ [name]: event.target.value })}
          />
        ))}
      </fieldset>
      <FormAnswer className="mt-4" />
      {mayEdit && <SaveRow save={t.save} saved={t.saved} state={save} />}
    </Form>
  )
}
