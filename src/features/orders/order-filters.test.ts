import { expect, test } from 'vitest'
import { listQuery, readList, writeList } from '../../lib/list-state.ts'
import { ORDER_RULES } from './order-filters.ts'

const read = (address: string) => readList(ORDER_RULES, new URLSearchParams(address))

test('an address is read and written alike, and nonsense in it is left out', () => {
  const address = 'status=unpaid&from=2026-11-01&mine=1&payType=credit&sort=amount&order=asc'
  const state = read(address)
  expect(writeList(ORDER_RULES, state).toString()).toBe(address)
  // Several statuses, as in links from the desk.
  expect(read('status=issued%2Csurrendering').filters.status).toBe('issued,surrendering')
  expect(read('from=2026-11-01&to=2026-11-01&hour=09').filters.hour).toBe('09')
  expect(read('from=2026-11-01&to=2026-11-02&hour=09').filters.hour).toBeUndefined()
  const nonsense =
    'status=issued%2Cx&from=2026-02-30&attention=2&sort=y&q=13900139000&productCode=%3Cscript%3E'
  expect(writeList(ORDER_RULES, read(nonsense)).toString()).toBe('')
})

test('the request has the search term, the user and the sort order', () => {
  const state = read('mine=1&sort=start')
  expect(listQuery(ORDER_RULES, state, '李', 'clerk').toString()).toBe('sort=start&by=clerk&q=%E6%9D%8E')
})
