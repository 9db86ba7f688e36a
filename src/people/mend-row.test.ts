import { expect, test } from 'vitest'
import { firstMend, identityOf, mendRow } from './mend-row.ts'
import { readPeopleTable } from './people-table.ts'

async function mendable(...cells: string[][]) {
  async function* rows() {
    for (const [place, line] of cells.entries()) yield { row: place + 1, cells: line }
  }
  const table = await readPeopleTable(rows())
  const [bad] = table?.badRows ?? []
  if (!bad) throw new Error('the table has no bad row')
  return firstMend(bad)
}
const nobody = () => false

test('rechecks a corrected field and keeps it editable', async () => {
  const row = await mendable(['姓名', '证件号'], ['李雷1', '11010119900307109'])
  expect(row.open).toEqual(['name', 'cardNo'])
  const named = mendRow(row, 'name', '李雷', nobody)
  expect([...named.faults]).toEqual([['cardNo', 'id-card-length']])
  const whole = mendRow(named, 'cardNo', '11010119900307109x', nobody)
  expect(whole).toMatchObject({ person: { name: '李雷', birthday: '1990-03-07' }, open: ['name', 'cardNo'] })
})

test('an ID type opens the fields it requires', async () => {
  const row = await mendable(['姓名', '证件号'], ['陈大文', 'H12345678'])
  expect(row.open).toEqual(['cardType'])
  const chosen = mendRow(row, 'cardType', 'hk-macau-permit', nobody)
  expect(chosen.open).toEqual(['cardType', 'birthday', 'gender'])
  const born = mendRow(chosen, 'birthday', '1988.4.1', nobody)
  expect(mendRow(born, 'gender', 'M', nobody).person).toMatchObject({
    cardType: 'hk-macau-permit',
    birthday: '1988-04-01',
  })
})

test('an ambiguous relation must be chosen', async () => {
  const row = await mendable(
    ['姓名', '身份证号', '手机', '投保人与被保险人关系'],
    ['张伟', '440305201505013378', '1', '父母'],
  )
  const called = mendRow(row, 'mobile', '13900139000', nobody)
  expect(called.person).toBeNull()
  expect(mendRow(called, 'relation', 'child', nobody).person?.relation).toBe('child')
})

test('rejects an ID number that another person has', async () => {
  const row = await mendable(['姓名', '身份证号'], ['李雷', '11010119900307109'])
  const taken = (identity: string) => identity === 'id-card 11010119900307109X'
  expect([...mendRow(row, 'cardNo', '11010119900307109X', taken).faults]).toEqual([
    ['cardNo', 'insured-twice'],
  ])
  const free = mendRow(row, 'cardNo', '11010119900307109X', nobody)
  expect(free.person && identityOf(free.person)).toBe('id-card 11010119900307109X')
})
