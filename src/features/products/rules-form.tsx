import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import * as z from 'zod/mini'
import { problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { fieldWords } from '../../contract/problems.ts'
import { Product, ProductRules } from '../../contract/products.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented, TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'

const NUMBERS = ['minDays', 'maxDays', 'minAge', 'maxAge', 'maxInsured'] as const
type Numbers = Record<(typeof NUMBERS)[number], string>

const typed = (value: number | null) => (value === null ? '' : String(value))
const isAge = (name: string) => name === 'minAge' || name === 'maxAge'

/** An age left empty is no limit; anything else must be a whole number. */
const number = (name: string, text: string) =>
  text.trim() === '' ? (isAge(name) ? null : Number.NaN) : Number(text)

export function RulesForm({ product, mayEdit }: { product: Product; mayEdit: boolean }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const { rules, productCode } = product
  const [earliest, setEarliest] = useState(String(rules.earliestStartDays))
  const [numbers, setNumbers] = useState<Numbers>({
    minDays: typed(rules.minDays),
    maxDays: typed(rules.maxDays),
    minAge: typed(rules.minAge),
    maxAge: typed(rules.maxAge),
    maxInsured: typed(rules.maxInsured),
  })
  const [faults, setFaults] = useState<Partial<Numbers>>({})
  const save = useMutation({
    mutationFn: (next: ProductRules) =>
      request(Product, `/api/products/${encodeURIComponent(productCode)}`, {
        method: 'PUT',
        body: { rules: next },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['products'] }),
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    const entries = NUMBERS.map((name) => [name, number(name, numbers[name])])
    const parsed = z.safeParse(ProductRules, {
      earliestStartDays: Number(earliest),
      ...Object.fromEntries(entries),
    })
    const found: Partial<Numbers> = {}
    for (const issue of parsed.error?.issues ?? [])
      found[issue.path[0] as keyof Numbers] = fieldWords('invalid', language)
    if (parsed.success && parsed.data.maxDays < parsed.data.minDays)
      found.maxDays = fieldWords('invalid', language)
    setFaults(found)
    if (parsed.success && Object.keys(found).length === 0) save.mutate(parsed.data)
  }

  const words: Record<keyof Numbers, string> = {
    minDays: t.minDays,
    maxDays: t.maxDays,
    minAge: t.minAge,
    maxAge: t.maxAge,
    maxInsured: t.maxInsured,
  }
  return (
    <form onSubmit={submit} noValidate className="max-w-2xl">
      <p className="mb-4 text-muted">{mayEdit ? t.rulesAbout : t.onlyAdmin}</p>
      <fieldset disabled={!mayEdit} className="grid grid-cols-2 gap-4 md:grid-cols-3">
        <Segmented
          label={t.earliestStart}
          value={earliest}
          onChange={setEarliest}
          options={[
            { value: '0', label: t.today },
            { value: '1', label: t.tomorrow },
          ]}
        />
        {NUMBERS.map((name) => (
          <TextField
            key={name}
            label={words[name]}
            inputMode="numeric"
            placeholder={isAge(name) ? t.noLimit : undefined}
            value={numbers[name]}
            error={faults[name]}
            onChange={(event) => setNumbers({ ...numbers, [name]: event.target.value })}
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
          {save.isSuccess && (
            <span role="status" className="text-good">
              {t.saved}
            </span>
          )}
        </div>
      )}
    </form>
  )
}
