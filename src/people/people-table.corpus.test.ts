import { describe, expect, test } from 'vitest'
import { CORPUS } from './people-table.corpus.ts'
import { readPeopleTable } from './people-table.ts'
import type { Cell, SheetRow } from './sheet-cell.ts'

function cellOf(text: string): Cell {
  const value = text
    .trim()
    .replaceAll('\\n', '\n')
    .replaceAll(/\\u([\da-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  if (value === '') return null
  if (value.startsWith('#')) return Number(value.slice(1))
  return value.startsWith('@') ? new Date(`${value.slice(1)}T00:00:00Z`) : value
}

async function* rowsOf(text: string): AsyncGenerator<SheetRow> {
  for (const [place, line] of text.slice(1).split('\n').entries())
    yield { row: place + 1, cells: line.split('|').map(cellOf) }
}

const FIELDS = ['name', 'cardType', 'cardNo', 'birthday', 'gender', 'mobile', 'relation', 'email'] as const
const plain = (line: string) =>
  line
    .split('|')
    .map((part) => part.trim())
    .join(' | ')
    .replace(/[| ]+$/, '')

describe('reads every table of the corpus correctly', () => {
  for (const { name, rows, people, bad = [], skipped = [] } of CORPUS)
    test(name, async () => {
      const table = await readPeopleTable(rowsOf(rows))
      expect({
        people: table?.people.map((one) => plain(FIELDS.map((field) => one[field]).join(' | '))),
        bad: table?.bad.map(({ cell, code }) => `${cell} ${code}`).toSorted(),
        skipped: table?.skipped.map(
          ({ row, last, why }) => `${row === last ? row : `${row}-${last}`} ${why}`,
        ),
      }).toEqual({
        people: people.map(plain),
        bad: bad.toSorted(),
        skipped,
      })
    })
})
