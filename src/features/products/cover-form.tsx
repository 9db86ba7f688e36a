import { useState } from 'react'
import * as z from 'zod/mini'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { Cover, MOST_LINES } from '../../contract/cover.ts'
import type { Product } from '../../contract/products.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { SaveRow } from '../../ui/save-row.tsx'
import { messages } from './messages.ts'
import { usePutCover } from './queries.ts'

type Line = Cover['lines'][number]
const LANGUAGES = ['zh', 'en'] as const
const empty = (): Line => ({ name: { zh: '', en: '' }, sums: {} })

/** What each plan covers and what it does not, in both languages. */
export function CoverForm({ product, mayEdit }: { product: Product; mayEdit: boolean }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { cover, plans, productCode } = product
  const [form, setForm] = useState<Cover>(() => ({
    lines: cover?.lines ?? [empty(), empty(), empty()],
    exclusions: cover?.exclusions ?? { zh: '', en: '' },
  }))
  const save = usePutCover(productCode)
  const parsed = z.safeParse(Cover, withoutBlank(form))
  const faults = useFaults({
    language,
    found: issuesOf(parsed.error),
    failure: save.error,
    placeOf: (path) => path.replace(/^cover\./, ''),
  })
  const change = (next: Cover) => {
    setForm(next)
    save.reset()
  }
  const changeLine = (at: number, line: Line) =>
    change({ ...form, lines: form.lines.map((one, place) => (place === at ? line : one)) })

  function submit() {
    if (!faults.press() || !parsed.success || save.isPending) return
    save.mutate(parsed.data)
  }

  if (!mayEdit && !cover) return <p className="text-muted">{t.coverMissing}</p>
  const labels = { zh: t.coverZh, en: t.coverEn }
  return (
    <Form name="cover" faults={faults} onSubmit={submit} className="max-w-4xl">
      <p className="mb-4 max-w-2xl text-muted">{cover ? t.coverAbout : `${t.coverMissing}${t.coverAbout}`}</p>
      <fieldset disabled={!mayEdit} className="grid gap-4">
        {form.lines.map((line, at) => (
          <fieldset key={at} className="grid gap-2 border-t border-line pt-3 md:grid-cols-2">
            <legend className="float-left mb-1 font-semibold md:col-span-2">{t.coverLine(at + 1)}</legend>
            {LANGUAGES.map((one) => (
              <TextField
                key={one}
                label={labels[one]}
                placeholder={one === 'zh' ? t.coverNameExample : t.coverNameExampleEn}
                value={line.name[one]}
                {...faults.at(`lines.${at}.name.${one}`)}
                onChange={({ target }) =>
                  changeLine(at, { ...line, name: { ...line.name, [one]: target.value } })
                }
              />
            ))}
            {plans.flatMap(({ planCode, planName }) =>
              LANGUAGES.map((one) => (
                <TextField
                  key={planCode + one}
                  label={`${t.coverSum(planName)} · ${labels[one]}`}
                  placeholder={one === language ? t.coverSumExample : undefined}
                  value={line.sums[planCode]?.[one] ?? ''}
                  {...faults.at(`lines.${at}.sums.${planCode}.${one}`)}
                  onChange={({ target }) => {
                    const sum = { zh: '', en: '', ...line.sums[planCode], [one]: target.value }
                    changeLine(at, { ...line, sums: { ...line.sums, [planCode]: sum } })
                  }}
                />
              )),
            )}
            {mayEdit && form.lines.length > 1 && (
              <div className="md:col-span-2">
                <Button
                  look="quiet"
                  onClick={() =>
                    change({ ...form, lines: form.lines.filter((_line, place) => place !== at) })
                  }
                >
                  {t.coverRemove(at + 1)}
                </Button>
              </div>
            )}
          </fieldset>
        ))}
        {mayEdit && form.lines.length < MOST_LINES && (
          <div>
            <Button onClick={() => change({ ...form, lines: [...form.lines, empty()] })}>{t.coverAdd}</Button>
          </div>
        )}
        <div className="grid gap-4 border-t border-line pt-3 md:grid-cols-2">
          {LANGUAGES.map((one) => (
            <TextArea
              key={one}
              label={`${t.coverExclusions} · ${labels[one]}`}
              hint={one === language ? t.coverExclusionsHint : undefined}
              rows={5}
              value={form.exclusions[one]}
              {...faults.at(`exclusions.${one}`)}
              onChange={({ target }) =>
                change({ ...form, exclusions: { ...form.exclusions, [one]: target.value } })
              }
            />
          ))}
        </div>
      </fieldset>
      <FormAnswer className="mt-4" />
      {mayEdit && (
        <SaveRow save={t.coverSave} saved={t.saved} state={save}>
          {cover && (
            <Button look="quiet" busy={save.isPending} onClick={() => save.mutate(null)}>
              {t.coverWithdraw}
            </Button>
          )}
        </SaveRow>
      )}
    </Form>
  )
}

/** Sums that are empty in both languages are not covered; empty lines at the end are dropped. */
function withoutBlank({ lines, exclusions }: Cover): Cover {
  const kept = lines.map(({ name, sums }) => ({
    name,
    sums: Object.fromEntries(Object.entries(sums).filter(([, { zh, en }]) => zh.trim() || en.trim())),
  }))
  const last = kept.findLastIndex(({ name, sums }) => name.zh || name.en || Object.keys(sums).length > 0)
  return { lines: kept.slice(0, last + 1), exclusions }
}
