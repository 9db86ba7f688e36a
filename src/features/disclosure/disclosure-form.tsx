import { type ReactNode, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import {
  Disclosure,
  DISCLOSURE_PARTS,
  type DisclosurePart,
  type ShownDisclosure,
} from '../../contract/disclosure.ts'
import { LICENCE_KINDS, LICENCE_WORDS } from '../../contract/licence.ts'
import { type Conflict, mergeFields } from '../../lib/merge-fields.ts'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Form, FormAnswer, type FormHandle } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { SaveRow } from '../../ui/save-row.tsx'
import { Merged, Theirs } from './conflicts.tsx'
import { messages } from './messages.ts'
import { usePutDisclosure } from './queries.ts'

const WORDS = { scope: 3, notice: 10, complaints: 5, privacy: 10 } as const
const EMPTY = { zh: '', en: '' }
const NOTHING: Disclosure = { scope: EMPTY, notice: EMPTY, complaints: EMPTY, privacy: EMPTY }

/**
 * Every part may be saved empty. Missing parts are listed above. Where another administrator saved first, both changes
 * are merged and nothing is saved yet.
 */
export function DisclosureForm({ disclosure }: { disclosure: ShownDisclosure | null }) {
  const t = useText(messages)
  const { language } = useLanguage()
  /** The version that is edited. */
  const [base, setBase] = useState(disclosure)
  const [form, setForm] = useState<Disclosure>(() => disclosure ?? NOTHING)
  const [conflicts, setConflicts] = useState<Conflict[] | null>(null)
  const handle = useRef<FormHandle>(null)
  const save = usePutDisclosure()
  const parsed = z.safeParse(Disclosure, form)
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: save.error })
  const change = (next: Partial<Disclosure>) => {
    setForm({ ...form, ...next })
    save.reset()
  }
  const named = (path: string) => {
    const [part = '', one] = path.split('.')
    const label = t[part as DisclosurePart]
    return one === 'zh' ? t.inZh(label) : one === 'en' ? t.inEn(label) : label
  }
  /** The field with what the other administrator saved there, where both changed it. */
  const told = (path: string, field: ReactNode) => {
    const conflict = conflicts?.find((one) => one.path === path)
    return (
      <div key={path} className="min-w-0">
        {field}
        {conflict && <Theirs conflict={conflict} label={named(path)} onUse={() => takeTheirs(conflict)} />}
      </div>
    )
  }
  function takeTheirs({ path, there }: Conflict) {
    const [part = '', one] = path.split('.')
    const next = typeof there === 'string' ? there : ''
    change({ [part]: one ? { ...form[part as keyof typeof WORDS], [one]: next } : next })
    setConflicts((now) => now?.filter((conflict) => conflict.path !== path) ?? null)
    handle.current?.focusOn(path)
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
      label={one === 'zh' ? t.inZh(t[name]) : t.inEn(t[name])}
      hint={hint}
      rows={WORDS[name]}
      value={form[name][one] ?? ''}
      {...faults.at(`${name}.${one}`)}
      onChange={({ target }) => change({ [name]: { ...form[name], [one]: target.value } })}
    />
  )

  function submit() {
    if (!faults.press() || !parsed.success || save.isPending) return
    save.mutate(
      { ...parsed.data, after: base?.sha256 ?? null },
      {
        onSuccess: ({ disclosure: current, isStale }) => {
          setBase(current)
          if (!isStale) return setConflicts(null)
          const both = mergeFields(base ?? NOTHING, form, current ?? NOTHING)
          setForm(both.merged)
          // As on the page, without hash and time.
          setConflicts(
            DISCLOSURE_PARTS.flatMap((part) =>
              both.conflicts.filter(({ path }) => path.split('.')[0] === part),
            ),
          )
        },
      },
    )
  }
  return (
    <Form name="disclosure" ref={handle} faults={faults} onSubmit={submit} className="mb-8 max-w-4xl">
      {conflicts && (
        <Merged conflicts={conflicts} named={named} onGo={(path) => handle.current?.focusOn(path)} />
      )}
      <div className="grid gap-4 md:grid-cols-2">
        {told('name', <TextField {...field('name', t.nameHint)} />)}
        {told('phone', <TextField {...field('phone')} inputMode="tel" />)}
        {told(
          'licenceKind',
          <SelectField
            label={t.licenceKind}
            value={form.licenceKind ?? ''}
            {...faults.at('licenceKind')}
            placeholder={t.choose}
            onChange={({ target }) =>
              change({ licenceKind: LICENCE_KINDS.find((kind) => kind === target.value) ?? '' })
            }
            options={LICENCE_KINDS.map((kind) => ({ value: kind, label: LICENCE_WORDS[kind][language] }))}
          />,
        )}
        {told('licenceNo', <TextField {...field('licenceNo')} />)}
        {told('icp', <TextField {...field('icp', t.icpHint)} />)}
        {(['scope', 'notice', 'complaints', 'privacy'] as const).map((name) => (
          <div key={name} className="grid gap-4 md:col-span-2 md:grid-cols-2">
            {(['zh', 'en'] as const).map((one) =>
              told(
                `${name}.${one}`,
                area(
                  name,
                  one,
                  {
                    scope: t.scopeHint,
                    notice: t.plain,
                    complaints: t.complaintsHint,
                    privacy: t.privacyHint,
                  }[name],
                ),
              ),
            )}
          </div>
        ))}
      </div>
      <FormAnswer className="mt-4" />
      <SaveRow
        primary
        save={t.save}
        saved={t.saved}
        state={{ isPending: save.isPending, isSuccess: save.data?.isStale === false }}
      />
    </Form>
  )
}
