import { expect, test } from 'vitest'
import { inert } from '../../lib/inert-cell.ts'
import { exportColumns } from './export-file.ts'
import { mixWords } from './order-status.tsx'

test('escapes cells that a spreadsheet reads as formulas', () => {
  for (const text of ['=1+1', '+86', '-1', '@x', '\t=1', '\r=1', '\nx', ' =1', '\ufeff=1', '＝1', '＠x'])
    expect(inert(text)).toBe(`'${text}`)
  for (const text of ['李雷', 'P-1', '139****9000', '']) expect(inert(text)).toBe(text)
  const row = {
    holderName: '=HYPERLINK("http://x")',
    insuredNames: ['@SUM(1)'],
    policyCodes: [],
    policyMix: [],
    createdBy: '=1',
  }
  const cells = exportColumns('zh', (username) => username).map(({ of }) =>
    of({ ...row, status: 'unpaid', createdAt: '2026-11-01T00:00:00Z', payable: 1_234 } as never),
  )
  expect(cells).toContain(`'=HYPERLINK("http://x")`)
  expect(cells).toContain("'@SUM(1)")
  expect(cells).toContain(12.34)
})

test('names staff as their lists do', () => {
  const names: Record<string, string> = { wang: '王敏' }
  const columns = exportColumns('en', (username) => names[username] ?? username)
  const cells = columns.map(({ of }) =>
    of({
      status: 'unpaid',
      insuredNames: [],
      policyCodes: [],
      policyMix: [],
      createdBy: 'wang',
      createdAt: '2026-11-01T00:00:00Z',
    } as never),
  )
  expect(cells).toContain('王敏')
})

test('counts the policies per status if they differ', () => {
  const policyMix = [
    { status: 'issued', count: 2 },
    { status: null, count: 1 },
  ] as const
  expect(mixWords({ policyMix: [...policyMix] }, 'zh')).toBe('2 张已承保 · 1 张状态待核')
  expect(mixWords({ policyMix: [] }, 'zh')).toBe('')
})
