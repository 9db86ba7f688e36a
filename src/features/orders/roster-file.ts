import type { Order } from '../../contract/orders.ts'
import { platformWord } from '../../contract/platform-words.ts'
import { inert } from '../../lib/inert-cell.ts'
import type { Language } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import { peopleMessages } from './people-messages.ts'
import { relationOf, stateWords } from './person-columns.tsx'
import { personRows } from './person-rows.ts'

type Cell = string | number | null

/** All insured people with document, policy number, status and premium in 元. */
export function rosterTable(order: Order, language: Language): { headers: string[]; rows: Cell[][] } {
  const t = messages[language]
  const p = peopleMessages[language]
  const word = (label: string | null) => label && platformWord(label, language)
  const text = (value: string | null | undefined) => (value ? inert(value) : null)
  return {
    headers: [
      t.number,
      t.name,
      t.cardType,
      t.cardNo,
      t.gender,
      t.birthday,
      p.relation,
      t.contact,
      t.policyCode,
      t.status,
      t.fee,
    ],
    rows: personRows(order).map((row, place) => [
      place + 1,
      text(row.name),
      text(word(row.cardType)),
      text(row.cardNo),
      text(word(row.gender)),
      row.birthday,
      relationOf(row, language),
      text(row.contact),
      text(row.policyCode),
      text(stateWords(row, language)),
      row.fee === null ? null : row.fee / 100,
    ]),
  }
}

export async function rosterFile(format: 'xlsx' | 'csv', order: Order, language: Language): Promise<Blob> {
  const { headers, rows } = rosterTable(order, language)
  if (format === 'csv') {
    const { writeCsvStream } = await import('hucre/csv')
    // Excel reads a CSV as UTF-8 only with a BOM.
    return new Response(writeCsvStream([headers, ...rows], { bom: true })).blob()
  }
  const { writeXlsxStream } = await import('hucre/xlsx')
  const columns = headers.map((header) => ({ header, width: 18 }))
  const name = messages[language].roster
  return new Response(writeXlsxStream(rows, { name, freezePane: { rows: 1 }, columns })).blob()
}
