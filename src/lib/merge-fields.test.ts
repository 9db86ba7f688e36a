import { expect, test } from 'vitest'
import { mergeFields } from './merge-fields.ts'

const row = (key: string, name: string, cardNo = '') => ({ key, name, cardNo })
const base = { planCode: 'a', startDate: '', insured: [row('1', '李雷'), row('2', '韩梅梅')] }

test('takes what only one side changed', () => {
  const here = { ...base, startDate: '2026-12-05' }
  const there = { ...base, planCode: 'b' }
  expect(mergeFields(base, here, there)).toEqual({
    merged: { ...base, startDate: '2026-12-05', planCode: 'b' },
    conflicts: [],
  })
})

test('keeps what is here and names the field where both sides changed it', () => {
  const { merged, conflicts } = mergeFields(base, { ...base, planCode: 'b' }, { ...base, planCode: 'c' })
  expect(merged.planCode).toBe('b')
  expect(conflicts).toEqual([{ path: 'planCode', here: 'b', there: 'c' }])
})

test('merges rows by their key, field by field', () => {
  const here = { ...base, insured: [row('1', '李雷', 'E1'), row('2', '韩梅梅')] }
  const there = { ...base, insured: [row('1', '李磊'), row('2', '韩梅梅'), row('3', '王芳')] }
  expect(mergeFields(base, here, there)).toEqual({
    merged: { ...base, insured: [row('1', '李磊', 'E1'), row('2', '韩梅梅'), row('3', '王芳')] },
    conflicts: [],
  })
})

test('removes a row that one side removed and the other left alone, and keeps a changed one', () => {
  const removed = { ...base, insured: [row('2', '韩梅梅')] }
  expect(mergeFields(base, removed, base).merged).toEqual(removed)
  expect(mergeFields(base, base, removed).merged).toEqual(removed)
  const changed = { ...base, insured: [row('1', '李雷', 'E1'), row('2', '韩梅梅')] }
  expect(mergeFields(base, changed, removed).merged).toEqual(changed)
  expect(mergeFields(base, removed, changed).merged.insured).toContainEqual(row('1', '李雷', 'E1'))
})

test('the same row added on both sides is one', () => {
  const here = { ...base, insured: [row('8', '王芳')] }
  const there = { ...base, insured: [row('9', '王芳')] }
  expect(mergeFields({ ...base, insured: [] }, here, there).merged.insured).toEqual([row('8', '王芳')])
})

test('merges two drafts that two tabs began under one id', () => {
  const { merged, conflicts } = mergeFields(null, { ...base, planCode: '' }, base)
  expect(merged.insured).toEqual(base.insured)
  expect(conflicts).toEqual([{ path: 'planCode', here: '', there: 'a' }])
})
