import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { PRODUCTS } from '../business/catalogue.ts'
import type { Order, Person } from '../store/records.ts'
import { capitalAmount } from './capital-amount.ts'
import { invoicePdf } from './invoice-pdf.ts'
import { logoPng } from './logo.ts'
import { policyPdf } from './policy-pdf.ts'

test.each([
  [0, '零元整'],
  [5, '伍分'],
  [50, '伍角整'],
  [1050, '壹拾元伍角整'],
  [1005, '壹拾元零伍分'],
  [43000, '肆佰叁拾元整'],
  [100_001_00, '壹拾万零壹元整'],
  [1_020_304_05, '壹佰零贰万零叁佰零肆元零伍分'],
  [10_000_000_000, '壹亿元整'],
])('%i fen are %s', (fen, text) => {
  expect(capitalAmount(fen)).toBe(text)
})

test('each insurer has its own logo, a complete PNG', () => {
  const logos = new Set(
    PRODUCTS.map(({ insurer }) => {
      const png = logoPng(insurer)
      expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
      const at = png.indexOf('IDAT')
      const data = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))
      expect(data).toHaveLength(112 * (1 + 112 * 3))
      return png.toString('base64')
    }),
  )
  expect(logos.size).toBe(new Set(PRODUCTS.map(({ insurer }) => insurer.name)).size)
})

test('policies, certificates and invoices print rare characters, and name those missing from the font', async () => {
  const person: Person = {
    name: '龘𬭎㛃𠮷',
    cardType: '1',
    cardNo: '11010119900307109X',
    birthday: '1990-03-07',
    gender: 'M',
    mobile: '',
    email: '',
    relation: '1',
  }
  const order: Order = {
    tempOrderCode: 'TE1',
    token: '',
    memberId: '1',
    outSerialNo: '1',
    payType: 2,
    productCode: '200207',
    deliverNotifyUrl: '',
    returnNotifyUrl: '',
    refundNotifyUrl: '',
    returnPage: '',
    planCode: '30543',
    startDate: '2026-12-01',
    endDate: '2026-12-01',
    holder: person,
    enterprise: null,
    insured: [person],
    orderCode: 'I1',
    createTime: '2026-11-01 10:00:00',
    state: 'issued',
    label: null,
    amount: 100,
    reduction: 0,
    payMethod: 'wechat',
    policies: [{ policyCode: 'P1', place: 0, state: 'issued' }],
    invoiceStatus: 1,
    invoice: { type: 1, title: person.name, taxpayerNo: '' },
  }
  for (const pdf of [
    await policyPdf(order, 'P1', 'policy'),
    await policyPdf(order, 'P1', 'certificate'),
    await invoicePdf(order, 'P1'),
  ]) {
    const letters = lettersOf(pdf)
    expect(['龘', '𬭎', '㛃', '沙', '0'].filter((letter) => !letters.has(letter))).toEqual([])
    expect(letters.has('𠮷')).toBe(false)
    expect(['〔', 'U', '+', '2', 'B', '7'].filter((letter) => !letters.has(letter))).toEqual([])
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
  }
})

/** The characters of a PDF's text by its ToUnicode maps. */
function lettersOf(pdf: Buffer): Set<string> {
  const letters = new Set<string>()
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 1)) {
    if (pdf.subarray(at - 3, at).toString() === 'end') continue
    let text = ''
    try {
      text = inflateSync(pdf.subarray(at + 7, pdf.indexOf('endstream', at))).toString('latin1')
    } catch {
      continue
    }
    const maps = text.match(/beginbfrange[\s\S]*?endbfrange/g) ?? []
    for (const [, hex = ''] of maps.join().matchAll(/<([0-9a-f]{4}(?: ?[0-9a-f]{4})?)>(?=[ \]])/g))
      letters.add(Buffer.from(hex.replace(' ', ''), 'hex').swap16().toString('utf16le'))
  }
  return letters
}
