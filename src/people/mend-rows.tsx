import { memo } from 'react'
import { VList } from 'virtua'
import { CARD_TYPE_WORDS, GENDER_WORDS, RELATION_WORDS } from '../contract/people-words.ts'
import { fieldWords } from '../contract/problems.ts'
import { MARKS } from '../lib/marks.ts'
import { SelectField, TextField } from '../ui/field.tsx'
import { useLanguage, useText } from '../ui/language.tsx'
import { documentOf } from './document-words.ts'
import { genderOf, relationOf } from './cell-words.ts'
import { TABLE_FIELDS, type TableField } from './head-words.ts'
import type { MendedRow } from './mend-row.ts'
import { tableMessages } from './table-messages.ts'

const TALLEST = 360
const USUAL_HEIGHT = 132

/** A virtual list of invalid rows with their invalid fields editable. */
export function MendRows({
  rows,
  onMend,
}: {
  rows: readonly MendedRow[]
  onMend(place: number, field: TableField, value: string): void
}) {
  const t = useText(tableMessages)
  return (
    <section aria-label={t.bad(rows.length)}>
      <h3 className="font-semibold">{t.bad(rows.length)}</h3>
      <p className="mb-2 text-small text-muted">{t.badAbout}</p>
      <div
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard
        tabIndex={0}
        role="group"
        aria-label={t.bad(rows.length)}
        className="rounded border border-line"
        style={{ height: Math.min(TALLEST, rows.length * USUAL_HEIGHT) }}
      >
        <VList data={rows}>
          {(row, place) => <MendRow key={place} row={row} place={place} onMend={onMend} />}
        </VList>
      </div>
    </section>
  )
}

const MendRow = memo(function MendRow({
  row: { bad, texts, faults, person, open },
  place,
  onMend,
}: {
  row: MendedRow
  place: number
  onMend(place: number, field: TableField, value: string): void
}) {
  const t = useText(tableMessages)
  const { language } = useLanguage()
  const known = TABLE_FIELDS.filter((field) => !open.includes(field) && texts[field] !== '')
  const common = (field: TableField) => {
    const code = faults.get(field)
    const found = bad.faults.find((one) => one.mend === field)
    const typed = texts[field] === bad.texts[field]
    const where = found && typed ? `${t.badCell(found.cell, found.head)}${MARKS[language].colon}` : ''
    return {
      label: t[field],
      error: code && `${where}${fieldWords(code, language, field)}`,
    }
  }
  const choice = (field: TableField, words: Record<string, { zh: string; en: string }>, value: string) => (
    <SelectField
      {...common(field)}
      value={value}
      placeholder={t.choose}
      options={Object.entries(words).map(([key, word]) => ({ value: key, label: word[language] }))}
      onChange={(event) => onMend(place, field, event.target.value)}
    />
  )
  return (
    <div role="group" aria-label={t.badRow(bad.row)} className="border-b border-line px-3 py-2">
      <p className="mb-1 flex flex-wrap gap-x-3">
        <strong className="tabular">{t.badRow(bad.row)}</strong>
        <span className="min-w-0 wrap-anywhere text-muted">
          {known.map((field) => texts[field]).join(' · ')}
        </span>
        {person && <span className="text-good">{t.badMended}</span>}
      </p>
      <div className="grid gap-2 sm:grid-cols-2">
        {open.map((field) => (
          <div key={field}>
            {field === 'cardType' ? (
              choice(field, CARD_TYPE_WORDS, documentOf(texts.cardType) ?? '')
            ) : field === 'gender' ? (
              choice(field, GENDER_WORDS, genderOf(texts.gender) ?? '')
            ) : field === 'relation' ? (
              choice(field, RELATION_WORDS, relationOf(texts.relation) ?? '')
            ) : (
              <TextField
                {...common(field)}
                value={texts[field]}
                onChange={(event) => onMend(place, field, event.target.value)}
              />
            )}
          </div>
        ))}
      </div>
    </div>
  )
})
