import { expect, test } from 'vitest'
import { isTelling, scrubbed } from './scrub.ts'

const ORIGIN = 'https://portal.example'
const typed = new Set(['李雷', '11010119900307109X', '13900139000'])
const scrub = (value: unknown) => JSON.parse(scrubbed([value], typed, ORIGIN)) as unknown[]

test('removes typed values from every text and attribute', () => {
  const node = {
    textContent: '李雷 11010119900307109X',
    attributes: { 'aria-label': '修改李雷', title: '电话 13900139000', value: '13900139000' },
  }
  expect(JSON.stringify(scrub(node))).not.toMatch(/李雷|1390013|1101011/)
  expect(scrub({ text: '李雷雷' })).toEqual([{ text: '**雷' }])
})

test('removes people from long texts and lists, longest first', () => {
  const many = new Set(Array.from({ length: 5_000 }, (_, n) => `旅客${n + 1_000}`))
  const text = `${'第一条 '.repeat(1_000)}旅客5999、旅客59990、旅客`
  const [said] = JSON.parse(scrubbed([{ text }], new Set([...many, '旅客59990']), ORIGIN)) as {
    text: string
  }[]
  expect(said?.text.slice(-18)).toBe(' ******、*******、旅客')
})

test('removes bearers and external URLs', () => {
  const token = 'x'.repeat(32)
  expect(scrub({ href: `${ORIGIN}/buy/${token}?lang=en`, to: `/return/${token}` })).toEqual([
    { href: `${ORIGIN}/buy/…?lang=en`, to: '/return/…' },
  ])
  expect(scrub({ href: 'https://cashier.example/pages/insure/ABC' })).toEqual([{ href: 'about:blank' }])
})

test('keeps page structure and numbers', () => {
  const made = { class: 'px-4', _cssText: '.a{}', tagName: 'p', id: 7, timestamp: 13_900_139_000 }
  expect(JSON.parse(scrubbed([made], new Set(['px', '13900139000']), ORIGIN))).toEqual([made])
  expect(['李', '1', '123', ' ', ''].filter(isTelling)).toEqual([])
  expect(['李雷', '1234', 'Li'].every(isTelling)).toBe(true)
})
