import { pathOf } from '../../contract/endpoints/endpoint.ts'
import { readLicenceFile } from '../../contract/endpoints/partners.ts'
import { LICENCE_KINDS, LICENCE_WORDS } from '../../contract/licence.ts'
import type { SavePartner } from '../../contract/partners.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

type Licence = NonNullable<SavePartner['licence']>
export const NO_LICENCE = { kind: '', name: '', number: '', until: '', file: '' } as const satisfies Licence

/** The facts of the licence, and its evidence. */
export function LicenceFields({
  licence,
  partnerId,
  chosen,
  sent,
  at,
  onChange,
  onChoose,
}: {
  licence: Licence
  /** Of a partner that has evidence already. */
  partnerId: string | undefined
  chosen: File | null
  /** 0 to 1 while it is sent. */
  sent: number | null
  at(path: string): { 'data-field': string; error: string | undefined }
  onChange(licence: Licence): void
  onChoose(file: File): void
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  const text = (name: 'name' | 'number' | 'until', label: string) => ({
    label,
    value: licence[name] ?? '',
    ...at(`licence.${name}`),
    onChange: (event: { target: { value: string } }) => onChange({ ...licence, [name]: event.target.value }),
  })
  return (
    <>
      <SelectField
        label={t.licenceKind}
        placeholder={t.choose}
        value={licence.kind ?? ''}
        options={LICENCE_KINDS.map((kind) => ({ value: kind, label: LICENCE_WORDS[kind][language] }))}
        {...at('licence.kind')}
        onChange={({ target }) =>
          onChange({ ...licence, kind: LICENCE_KINDS.find((kind) => kind === target.value) ?? '' })
        }
      />
      <TextField {...text('name', t.licenceName)} />
      <TextField {...text('number', t.licenceNumber)} />
      <TextField {...text('until', t.licenceUntil)} hint={t.licenceUntilHint} type="date" />
      <div className="md:col-span-2">
        <FileField
          label={t.licenceFile}
          hint={t.licenceFileHint}
          accept="application/pdf,image/png,image/jpeg,image/webp"
          chooseLabel={licence.file ? t.licenceFileReplace : t.licenceFileChoose}
          chosen={chosen && chosen.name}
          onChoose={onChoose}
          {...at('licence.file')}
        />
        {sent !== null && (
          <progress className="mt-1 w-full accent-accent" aria-label={t.licenceFileSending} value={sent} />
        )}
        {partnerId && (
          <a
            className="mt-1 inline-block text-accent hover:underline"
            href={pathOf(readLicenceFile, { params: { id: partnerId } })}
            target="_blank"
            rel="noreferrer"
          >
            {t.licenceFileOpen}
          </a>
        )}
      </div>
    </>
  )
}
