import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { useChosenFile } from '../../api/use-chosen-file.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { uploadLicenceFile } from '../../contract/endpoints/partners.ts'
import { PARTNER_SCOPES, type PartnerScope, SavePartner, SELLING } from '../../contract/partners.ts'
import { ColourField } from '../../ui/colour-field.tsx'
import { Checkbox, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { SaveRow } from '../../ui/save-row.tsx'
import { useChoices } from './queries.ts'
import { LicenceFields, NO_LICENCE } from './licence-fields.tsx'
import { messages } from './messages.ts'

const SCOPE_WORDS = {
  orders: 'scopeOrders',
  policies: 'scopePolicies',
  place: 'scopePlace',
  surrender: 'scopeSurrender',
  invoice: 'scopeInvoice',
} as const

/** As it is typed. */
type Typed = Omit<SavePartner, 'origins' | 'theme' | 'scopes'> & {
  scopes: PartnerScope[]
  origins: string
  accent: string
  radius: string
}

const formOf = ({ origins, theme, scopes = [], ...rest }: SavePartner): Typed => ({
  ...rest,
  scopes,
  origins: origins.join('\n'),
  accent: theme.accent ?? '',
  radius: theme.radius === null ? '' : String(theme.radius),
})
const originsOf = (typed: string) => typed.split(/[\s,，;；]+/).filter(Boolean)
const partnerOf = ({ origins, accent, radius, ...rest }: Typed) => ({
  ...rest,
  origins: originsOf(origins),
  theme: { accent: accent.trim() || null, radius: radius.trim() ? Number(radius) : null },
})

/** PDF, PNG, JPG or WebP. */
const EVIDENCE = {
  endpoint: uploadLicenceFile,
  type: 'application/octet-stream',
  isRight: (head: string) => /^(%PDF|\x89PNG|\xff\xd8\xff|RIFF.{4}WEBP)/s.test(head),
  wrong: 'not-pdf-or-image',
}

export const NO_PARTNER: SavePartner = {
  name: '',
  origins: [],
  memberId: '',
  products: [],
  licensed: false,
  licence: NO_LICENCE,
  theme: { accent: null, radius: null },
  returnUrl: '',
  webhookUrl: '',
  scopes: ['orders', 'policies'],
}

/** Partner form for admins, with faults beside the fields. */
export function PartnerForm({
  id,
  initial,
  busy,
  error,
  saved = false,
  onSave,
}: {
  /** Of a partner that exists. */
  id?: string
  initial: SavePartner
  busy: boolean
  error: Error | null
  saved?: boolean
  onSave(partner: SavePartner): void
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { members, products } = useChoices()
  const [form, setForm] = useState(() => formOf(initial))
  const parsed = z.safeParse(SavePartner, partnerOf(form))
  const [changed, setChanged] = useState(false)
  const evidence = useChosenFile(EVIDENCE)
  const upload = useMutation({ mutationFn: () => evidence.send() })
  const found = issuesOf(parsed.error)
  if (form.licensed && evidence.fault) found.set('licence.file', evidence.fault)
  const faults = useFaults({
    language,
    found,
    failure: upload.error ?? (changed ? null : error),
    // A fault of one list item shows at the list, and that of the upload at its field.
    placeOf: (path) => (path === 'file' ? 'licence.file' : path.replace(/^(origins|products)\.\d+$/, '$1')),
  })
  const set = (more: Partial<Typed>) => {
    setForm((now) => ({ ...now, ...more }))
    setChanged(true)
  }

  async function submit() {
    if (!faults.press() || !parsed.success || busy || upload.isPending) return
    const file = form.licensed && evidence.file ? await upload.mutateAsync().catch(() => null) : undefined
    if (file === null) return
    setChanged(false)
    const { licence: facts = NO_LICENCE } = parsed.data
    onSave(file ? { ...parsed.data, licence: { ...facts, file } } : parsed.data)
  }

  const field = (name: 'name' | 'returnUrl' | 'webhookUrl' | 'accent' | 'radius', path: string = name) => ({
    label: t[name],
    hint: t[`${name}Hint`],
    value: form[name],
    ...faults.at(path),
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  })
  const licence = form.licence ?? NO_LICENCE
  const productError = faults.error('products')
  const originError = () => {
    const error = faults.error('origins')
    const place = [...issuesOf(parsed.error).keys()].flatMap(
      (path) => /^origins\.(\d+)$/.exec(path)?.[1] ?? [],
    )[0]
    if (!error || place === undefined) return error
    return t.originLine(Number(place) + 1, originsOf(form.origins)[Number(place)] ?? '', error)
  }
  const fields = 'grid max-w-3xl gap-4 md:grid-cols-2'
  return (
    <Form name="partner" faults={faults} onSubmit={() => void submit()}>
      <Section settings title={t.site}>
        <div className={fields}>
          <TextField {...field('name')} required />
          <SelectField
            label={t.member}
            required
            placeholder={t.choose}
            options={members.map(({ memberId, company }) => ({ value: memberId, label: company }))}
            value={form.memberId}
            {...faults.at('memberId')}
            onChange={(event) => set({ memberId: event.target.value })}
          />
          <TextArea
            className="md:col-span-2"
            label={t.origins}
            hint={t.originsHint}
            required
            rows={3}
            spellCheck={false}
            value={form.origins}
            {...faults.at('origins')}
            error={originError()}
            onChange={(event) => set({ origins: event.target.value })}
          />
        </div>
      </Section>
      <Section settings title={t.products}>
        <fieldset className="max-w-3xl" {...(productError && { 'aria-describedby': 'products-error' })}>
          <legend className="sr-only">{t.products}</legend>
          {products.length === 0 && <p className="text-muted">{t.noProducts}</p>}
          <Ticks
            items={products.map((one) => [one.productCode, `${one.productName} ${one.productCode}`])}
            field="products"
            ticked={form.products}
            onChange={(next) => set({ products: next })}
          />
          {productError && (
            <p id="products-error" className="mt-1 text-small text-bad">
              {productError}
            </p>
          )}
        </fieldset>
      </Section>
      <Section settings title={t.rights}>
        <div className={fields}>
          <div className="md:col-span-2">
            <Checkbox
              label={t.licensed}
              checked={form.licensed}
              onChange={({ target }) => set({ licensed: target.checked })}
            />
            <p className="mt-1 ml-6 text-small text-faint">{t.licensedHint}</p>
          </div>
          {form.licensed && (
            <LicenceFields
              licence={licence}
              partnerId={licence.file ? id : undefined}
              chosen={evidence.file}
              sent={upload.isPending ? evidence.sent : null}
              at={faults.at}
              onChange={(next) => set({ licence: next })}
              onChoose={(file) => {
                upload.reset()
                evidence.choose(file)
                setChanged(true)
              }}
            />
          )}
          <fieldset className="md:col-span-2">
            <legend className="mb-1 text-muted">{t.scopes}</legend>
            <Ticks
              items={PARTNER_SCOPES.map((scope) => [scope, t[SCOPE_WORDS[scope]]])}
              ticked={form.scopes}
              isOff={(scope) => SELLING.has(scope) && !form.licensed}
              onChange={(scopes) => set({ scopes })}
            />
            <p className="mt-1 text-small text-faint">{t.scopesHint}</p>
          </fieldset>
        </div>
      </Section>
      <Section settings title={t.lookAndAddresses}>
        <div className={fields}>
          <ColourField {...field('accent', 'theme.accent')} pick={t.pickColour} />
          <TextField {...field('radius', 'theme.radius')} inputMode="numeric" />
          <TextField {...field('returnUrl')} inputMode="url" spellCheck={false} />
          <TextField {...field('webhookUrl')} inputMode="url" spellCheck={false} />
        </div>
      </Section>
      <FormAnswer />
      <SaveRow
        primary
        save={t.save}
        saved={t.saved}
        state={{
          isPending: busy || upload.isPending,
          isSuccess: saved && !changed && faults.shown.size === 0,
        }}
      />
    </Form>
  )
}

/** A box to tick for each item, in two columns where there is room. */
function Ticks<Value extends string>({
  items,
  ticked,
  field,
  isOff,
  onChange,
}: {
  items: (readonly [value: Value, label: string])[]
  ticked: readonly Value[]
  field?: string
  isOff?(value: Value): boolean
  onChange(ticked: Value[]): void
}) {
  return (
    <div className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
      {items.map(([value, label]) => (
        <Checkbox
          key={value}
          label={label}
          data-field={field}
          disabled={isOff?.(value)}
          checked={ticked.includes(value)}
          onChange={({ target }) =>
            onChange(target.checked ? [...ticked, value] : ticked.filter((one) => one !== value))
          }
        />
      ))}
    </div>
  )
}
