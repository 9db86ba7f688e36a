import { useState } from 'react'
import * as z from 'zod/mini'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { Disclosure, type ShownDisclosure } from '../../contract/disclosure.ts'
import { LICENCE_KINDS, LICENCE_WORDS } from '../../contract/licence.ts'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { SaveRow } from '../../ui/save-row.tsx'
import { messages } from './messages.ts'
import { usePutDisclosure } from './queries.ts'

const WORDS = { scope: 3, notice: 10, complaints: 5, privacy: 10 } as const
const EMPTY = { zh: '', en: '' }

/** Every part may be saved empty. Missing parts are listed above. */
export function DisclosureForm({ disclosure }: { disclosure: ShownDisclosure | null }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [form, setForm] = useState<Disclosure>(
    () => disclosure ?? { scope: EMPTY, notice: EMPTY, complaints: EMPTY, privacy: EMPTY },
  )
  const save = usePutDisclosure()
  const parsed = z.safeParse(Disclosure, form)
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: save.error })
  const change = (next: Partial<Disclosure>) => {
    setForm({ ...form, ...next })
    save.reset()
  }
  const field = (name: 'name' | 'licenceNo' | 'phone' | 'icp', hint?: string) => ({
    label: t[name],
    hint,
    value: form[name] ?? '',
    ...faults.at(name),
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
  })
  const area = (name: keyof typeof WORDS, one: 'zh' | 'en', hint: string) => (
    <TextArea
      key={name + one}
      label={one === 'zh' ? t.inZh(t[name]) : t.inEn(t[name])}
      hint={hint}
      rows={WORDS[name]}
      value={form[name][one] ?? ''}
      {...faults.at(`${name}.${one}`)}
      onChange={({ target }) => change({ [name]: { ...form[name], [one]: target.value } })}
    />
  )

  function submit() {
    if (faults.press() && parsed.success && !save.isPending) save.mutate(parsed.data)
  }
  return (
    <Form name="disclosure" faults={faults} onSubmit={submit} className="mb-8 max-w-4xl">
      <div className="grid gap-4 md:grid-cols-2">
        <TextField {...field('name', t.nameHint)} />
        <TextField {...field('phone')} inputMode="tel" />
        <SelectField
          label={t.licenceKind}
          value={form.licenceKind ?? ''}
          {...faults.at('licenceKind')}
          placeholder={t.choose}
          onChange={({ target }) =>
            change({ licenceKind: LICENCE_KINDS.find((kind) => kind === target.value) ?? '' })
          }
          options={LICENCE_KINDS.map((kind) => ({ value: kind, label: LICENCE_WORDS[kind][language] }))}
        />
        <TextField {...field('licenceNo')} />
        <TextField {...field('icp', t.icpHint)} className="md:col-start-1" />
        {(['scope', 'notice', 'complaints', 'privacy'] as const).map((name) => (
          <div key={name} className="grid gap-4 md:col-span-2 md:grid-cols-2">
            {(['zh', 'en'] as const).map((one) =>
              area(
                name,
                one,
                { scope: t.scopeHint, notice: t.plain, complaints: t.complaintsHint, privacy: t.privacyHint }[
                  name
                ],
              ),
            )}
          </div>
        ))}
      </div>
      <FormAnswer className="mt-4" />
      <SaveRow primary save={t.save} saved={t.saved} state={save} />
    </Form>
  )
}
