import { expect, test } from 'vitest'
import { exportColumns, inert } from './export-file.ts'

test('what a spreadsheet would take for a formula is made text', () => {
  for (const text of ['=1+1', '+86', '-1', '@x', '\t=1', '\r=1', '\nx', ' =1', '\ufeff=1', '＝1', '＠x'])
    expect(inert(text)).toBe(`'${text}`)
  for (const text of ['李雷', 'P-1', '139****9000', '']) expect(inert(text)).toBe(text)
  const row = { holderName: '=HYPERLINK("http://x")', insuredNames: ['@SUM(1)'], policyCodes: [] }
  const cells = exportColumns('zh').map(({ of }) =>
    of({ ...row, status: 'unpaid', createdAt: '2026-11-01T00:00:00Z', amount: 1_234 } as never),
  )
  expect(cells).toContain(`'=HYPERLINK("http://x")`)
  expect(cells).toContain("'@SUM(1)")
  expect(cells).toContain(12.34)
})
