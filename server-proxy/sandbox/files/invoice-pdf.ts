import { productOf } from '../business/catalogue.ts'
import { yuan } from '../business/money.ts'
import { policyCodes } from '../business/lifecycle.ts'
import type { Order } from '../store/records.ts'
import { capitalAmount } from './capital-amount.ts'
import { shareOf } from './policy-pdf.ts'
import { SEAL_RED, Sheet } from './sheet.ts'

/** The size of a fully digital invoice: 210 mm by 140 mm. */
const PAGE: [number, number] = [595, 397]
const LEFT = 26
const WIDTH = PAGE[0] - 2 * LEFT
const RED = '#a8402a'
const TAX_RATE = 0.06

/** Number, policies and amounts (fen) of the invoice of a policy. */
export function invoiceFacts(order: Order, policyCode: string) {
  const product = productOf(order)
  const codes = product.isInvoice === 1 ? [policyCode] : policyCodes(order.policies)
  const shares = codes.map((code) => shareOf(order, code))
  const total = shares.reduce((sum, { premium }) => sum + premium, 0)
  return {
    product,
    codes,
    total,
    people: shares.reduce((sum, share) => sum + share.people.length, 0),
    net: Math.round(total / (1 + TAX_RATE)),
    number: `26000000${policyCode.replace(/\D/g, '').slice(-12).padStart(12, '0')}`,
  }
}

/** 电子发票（普通发票）: for one policy of a product with single invoices, otherwise for the whole order. */
export function invoicePdf(order: Order, policyCode: string): Promise<Buffer> {
  const { product, codes, total, people, net, number } = invoiceFacts(order, policyCode)
  const sheet = new Sheet(`电子发票 ${number}`, PAGE)
  sheet.watermark()
  drawHead(sheet, number, order.createTime.slice(0, 10))
  drawParties(sheet, order, product.insurer)
  drawItems(sheet, {
    name: `*保险服务*${product.productName}`,
    count: people,
    net,
    tax: total - net,
  })
  drawTotal(sheet, total)
  drawNotes(
    sheet,
    `订单号 ${order.orderCode ?? ''}；保单号 ${codes.slice(0, 3).join('、')}${codes.length > 3 ? ` 等 ${codes.length} 张` : ''}。沙箱样张，不可报销。`,
  )
  return sheet.end()
}

function drawHead(sheet: Sheet, number: string, day: string): void {
  sheet.text('电子发票（普通发票）', 0, 24, {
    size: 18,
    bold: true,
    colour: RED,
    width: PAGE[0],
    align: 'center',
  })
  sheet.line(190, 52, 405, 52, RED, 0.8)
  sheet.line(190, 54.5, 405, 54.5, RED, 0.8)
  sheet.text('发票号码：', 408, 26, { colour: RED })
  sheet.text(number, 453, 26)
  sheet.text('开票日期：', 408, 42, { colour: RED })
  sheet.text(day.replace('-', '年').replace('-', '月').concat('日'), 453, 42)
  // The oval of the tax authority's supervision, marked as a sample.
  const { doc } = sheet
  doc.save().opacity(0.8).ellipse(297, 76, 42, 15).lineWidth(1.4).stroke(SEAL_RED).restore()
  sheet.text('沙箱监制', 255, 66, { size: 9, colour: SEAL_RED, width: 84, align: 'center' })
  sheet.text('样张', 255, 78, { size: 7, colour: SEAL_RED, width: 84, align: 'center' })
}

function drawParties(
  sheet: Sheet,
  { invoice }: Order,
  insurer: { fullName: string; creditCode: string },
): void {
  const [top, height, half] = [96, 58, WIDTH / 2]
  sheet.box(LEFT, top, WIDTH, height, RED)
  const side = (x: number, label: string, name: string, number: string) => {
    drawDown(sheet, label, x + 7, top + 2, 11)
    sheet.line(x + 22, top, x + 22, top + height, RED)
    sheet.text('名称：', x + 28, top + 10, { colour: RED })
    sheet.text(name, x + 56, top + 10, { width: half - 62 })
    sheet.text('统一社会信用代码/纳税人识别号：', x + 28, top + 38, { size: 8, colour: RED })
    sheet.text(number, x + 158, top + 37.5, { size: 8.5 })
  }
  side(LEFT, '购买方信息', invoice?.title ?? '', invoice?.taxpayerNo ?? '')
  sheet.line(LEFT + half, top, LEFT + half, top + height, RED)
  side(LEFT + half, '销售方信息', insurer.fullName, insurer.creditCode)
}

/** Letters below each other. */
function drawDown(sheet: Sheet, label: string, x: number, top: number, step: number): void {
  for (const [place, letter] of [...label].entries())
    sheet.text(letter, x, top + place * step, { size: 8, colour: RED })
}

const COLUMNS = [
  { title: '项目名称', at: 0, width: 190, align: 'left' },
  { title: '单位', at: 190, width: 40, align: 'center' },
  { title: '数量', at: 230, width: 50, align: 'right' },
  { title: '单价', at: 280, width: 80, align: 'right' },
  { title: '金额', at: 360, width: 70, align: 'right' },
  { title: '税率', at: 430, width: 45, align: 'center' },
  { title: '税额', at: 475, width: 64, align: 'right' },
] as const

type Item = { name: string; count: number; net: number; tax: number }

function drawItems(sheet: Sheet, { name, count, net, tax }: Item): void {
  const top = 154
  sheet.box(LEFT, top, WIDTH, 118, RED)
  const row = (y: number, values: readonly string[], colour?: string) => {
    for (const [place, { at, width, align }] of COLUMNS.entries())
      sheet.text(values[place] ?? '', LEFT + at + 4, y, {
        align,
        width: width - 6,
        ...(colour && { colour }),
      })
  }
  row(
    top + 5,
    COLUMNS.map(({ title }) => title),
    RED,
  )
  row(top + 24, [
    name,
    '份',
    String(count),
    (net / 100 / Math.max(1, count)).toFixed(4),
    yuan(net),
    '6%',
    yuan(tax),
  ])
  row(top + 98, ['合　　计', '', '', '', `¥${yuan(net)}`, '', `¥${yuan(tax)}`])
}

function drawTotal(sheet: Sheet, total: number): void {
  const top = 272
  sheet.box(LEFT, top, WIDTH, 26, RED)
  sheet.text('价税合计（大写）', LEFT + 10, top + 7, { colour: RED })
  sheet.line(LEFT + 110, top, LEFT + 110, top + 26, RED)
  sheet.text(`⊗ ${capitalAmount(total)}`, LEFT + 124, top + 6, { size: 10 })
  sheet.text('（小写）', LEFT + 360, top + 7, { colour: RED })
  sheet.text(`¥${yuan(total)}`, LEFT + 400, top + 6, { size: 10 })
}

function drawNotes(sheet: Sheet, note: string): void {
  const top = 298
  sheet.box(LEFT, top, WIDTH, 48, RED)
  drawDown(sheet, '备注', LEFT + 7, top + 8, 18)
  sheet.line(LEFT + 22, top, LEFT + 22, top + 48, RED)
  sheet.text(note, LEFT + 30, top + 6, { size: 8.5, width: WIDTH - 40 })
  sheet.text('开票人：沙箱', LEFT + 30, 356, { colour: RED })
}
