import {
  type ReactElement,
  type Ref,
  startTransition,
  useCallback,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { WindowVirtualizer, type WindowVirtualizerHandle } from 'virtua'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Segmented } from '../../ui/field.tsx'
import type { Undrawn } from '../../ui/form.tsx'
import { useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ImportPeopleDialog } from './import-people-dialog.tsx'
import { messages } from './messages.ts'
import { PastePeopleDialog } from './paste-people-dialog.tsx'
import { ExplainedField } from '../../people/explained-field.tsx'
import { HolderFields, InsuredHead, InsuredRow } from '../../people/person-fields.tsx'
import type { SectionProps } from './product-sections.tsx'
import { isOdd } from '../../contract/sale-faults.ts'
import { withIdentity } from '../../contract/people-form.ts'
import { emptyInsured } from '../../contract/people-empty.ts'
import type { InsuredForm } from '../../contract/people-typed.ts'
import { copyHolder, MOST_PEOPLE } from './sale-form.ts'

type Props = SectionProps & {
  /** Code by the path of the field that shows it. */
  codes: ReadonlyMap<string, string>
  words(code: string, field: string): string
  mayUseCredit: boolean
  undrawn: Ref<Undrawn>
}

const ALL_DRAWN = 40
/** Overscan of the virtual list, px. */
const MARGIN = 100
/** Estimated row height, px: a grid line, or a block on narrow screens. */
const rowSize = () => (matchMedia('(min-width: 1400px)').matches ? 46 : 260)

const isFilled = ({ name, cardNo }: InsuredForm) => name !== '' || cardNo !== ''
const fromList = (one: InsuredForm): InsuredForm => ({ ...one, source: 'list' })
const byHand = ({ source }: InsuredForm, change: Partial<InsuredForm>): Partial<InsuredForm> =>
  source ? { ...change, source: 'corrected' } : change
const FIELDS = ['name', 'cardType', 'cardNo', 'birthday', 'gender', 'mobile', 'relation']

export function PeopleSections({ form, error, onChange, codes, words, mayUseCredit, undrawn }: Props) {
  const t = useText(messages)
  const [pasting, setPasting] = useState(false)
  const [importing, setImporting] = useState(false)
  const [newRow, setNewRow] = useState<string>()

  const changeInsured = useCallback(
    (place: number, change: Partial<InsuredForm>) =>
      onChange((before) => ({
        ...before,
        insured: before.insured.map((one, at) =>
          at === place ? withIdentity(one, byHand(one, change)) : one,
        ),
      })),
    [onChange],
  )
  const removeInsured = useCallback(
    (place: number) =>
      onChange((before) => ({ ...before, insured: before.insured.filter((_, at) => at !== place) })),
    [onChange],
  )
  const addInsured = () => {
    const fresh = emptyInsured()
    setNewRow(fresh.key)
    onChange((before) => ({
      ...before,
      insured: [...before.insured, fresh],
    }))
  }
  /** Rendered in a transition, so that adding hundreds of rows does not block. */
  const addPeople = (people: InsuredForm[]) =>
    startTransition(() =>
      onChange((before) => ({
        ...before,
        insured: [...before.insured.filter(isFilled), ...people.map(fromList)],
      })),
    )
  const most = MOST_PEOPLE
  const list = useRef<WindowVirtualizerHandle>(null)
  const rowOf = (path: string) => Number(/^insured\.(\d+)\./.exec(path)?.[1] ?? -1)
  useImperativeHandle(undrawn, () => ({
    has: (path) => list.current !== null && rowOf(path) in form.insured,
    show: (path) => list.current?.scrollToIndex(rowOf(path), { align: 'center' }),
  }))
  /** A virtual list, because hundreds of rows with eight fields would block the page. */
  const drawn = (all: ReactElement[]) =>
    all.length > ALL_DRAWN ? (
      <WindowVirtualizer ref={list} itemSize={rowSize()} bufferSize={MARGIN}>
        {all}
      </WindowVirtualizer>
    ) : (
      all
    )
  /** Focuses the new row's name field. */
  const focusNew = (key: string) => (element: HTMLDivElement | null) => {
    if (key !== newRow || !element) return
    setNewRow(undefined)
    element.querySelector('input')?.focus()
  }

  const later = (
    <Checkbox
      label={t.later}
      checked={form.peopleLater}
      onChange={(event) => onChange({ peopleLater: event.target.checked })}
    />
  )
  const odd = [...codes.values()].some(isOdd)
  const fault = error('insured')
  return (
    <>
      <Section title={t.holder} aside={later}>
        {!form.peopleLater && (
          <HolderFields
            person={form.holder}
            path="holder"
            error={error}
            onChange={(change) =>
              onChange((before) => ({ ...before, holder: withIdentity(before.holder, change) }))
            }
          />
        )}
      </Section>
      {!form.peopleLater && (
        <Section
          title={`${t.insured} · ${t.people(form.insured.length)}`}
          aside={
            <div className="flex flex-wrap gap-2">
              <Button onClick={() => onChange(copyHolder)}>{t.copyHolder}</Button>
              <Button onClick={() => setPasting(true)}>{t.paste}</Button>
              <Button onClick={() => setImporting(true)}>{t.importPeople}</Button>
            </div>
          }
        >
          <InsuredHead />
          {drawn(
            form.insured.map((person, place) => (
              <div key={person.key || place} ref={focusNew(person.key)}>
                <InsuredRow
                  person={person}
                  place={place}
                  faults={FIELDS.map((name) => `insured.${place}.${name}`)
                    .flatMap((path) => (codes.has(path) ? `${path}=${codes.get(path)}` : []))
                    .join(' ')}
                  words={words}
                  onChange={changeInsured}
                  onRemove={removeInsured}
                />
              </div>
            )),
          )}
          {fault && (
            <p id="insured-fault" className="mt-2 text-small text-bad">
              {fault}
            </p>
          )}
          <div className="mt-3">
            <Button
              look="quiet"
              onClick={addInsured}
              data-field="insured"
              {...(fault && { 'aria-describedby': 'insured-fault' })}
            >
              ＋ {t.addPerson}
            </Button>
          </div>
          <PastePeopleDialog open={pasting} onClose={() => setPasting(false)} onAdd={addPeople} />
          <ImportPeopleDialog
            most={most}
            room={Math.max(0, most - form.insured.filter(isFilled).length)}
            open={importing}
            onClose={() => setImporting(false)}
            onAdd={addPeople}
          />
        </Section>
      )}
      {(odd || form.confirmed) && (
        <Section title={t.oddTitle}>
          <Checkbox
            label={t.confirmOdd}
            checked={form.confirmed}
            onChange={(event) => onChange({ confirmed: event.target.checked })}
          />
        </Section>
      )}
      <Section title={t.payment}>
        <Segmented
          label={t.payment}
          hideLabel
          data-field="payType"
          error={error('payType')}
          value={form.payType}
          onChange={(payType) => onChange({ payType })}
          hint={!mayUseCredit && t.creditByManagers}
          options={[
            { value: 'cash', label: t.cash },
            { value: 'credit', label: t.credit, disabled: !mayUseCredit },
          ]}
        />
      </Section>
      <ExplainedField
        value={form.explained}
        error={error('explained')}
        onChange={(explained) => onChange({ explained })}
      />
    </>
  )
}
