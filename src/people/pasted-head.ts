import { documentOf } from './document-words.ts'
import { labelOf, LABELS } from './line-words.ts'
import type { Column } from './scan-line.ts'
import { simplified } from './words.ts'

/** The columns of a header line: several words, all column names. */
export function headOf(text: string): Column[] | null {
  if (/\d{4}/.test(text)) return null
  const cells = text.includes('\t') ? text.split('\t') : text.split(text.includes(',') ? /,/ : /[ ;、|/]+/)
  const columns = cells.map(columnOf)
  const known = columns.filter((column) => column !== null)
  if (!known.some(({ label }) => label === 'name' || label === 'cardNo')) return null
  if (cells.length === 1) return /^(?:姓名|名字|name)$/i.test(text.trim()) ? known : null
  return known.length >= 2 && known.length * 2 >= cells.length
    ? columns.map((column) => column ?? { label: 'note', cardType: null })
    : null
}

function columnOf(cell: string): Column | null {
  const bare = simplified(cell)
    .replace(/\(.*?\)|[*:：]/g, '')
    .trim()
  if (bare === '') return null
  const cardType = documentOf(bare.replace(/ ?(?:号码?|no\.?|number)$/i, ''))
  if (cardType) return { label: 'cardNo', cardType }
  const match = [...`${bare}:`.matchAll(LABELS)].find(
    ({ 0: word, index }) => index === 0 && word.length > bare.length,
  )
  return match ? { label: labelOf(match.groups ?? {}), cardType: null } : null
}
