import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { findProduct } from './catalogue.ts'
import type { SandboxOrder, SandboxPolicy } from './store.ts'

const FONT = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
)
const INK = '#1c2430'
const MUTED = '#667085'
const LEFT = 56
const WIDTH = 595 - 2 * LEFT

type Row = [label: string, value: string]

const yuan = (fen: number) => `人民币 ${(fen / 100).toFixed(2)} 元`
const gender = (code: string) => (code === 'F' ? '女' : '男')

/** One A4 page: head, tables, small print, and a band that says nothing here is real. */
function page(
  head: string,
  serial: string,
  insurer: string,
  tables: [string, Row[]][],
  notes: string[],
): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', margin: LEFT, info: { Title: `${head} ${serial}` } })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<Buffer>((resolve) => doc.on('end', () => resolve(Buffer.concat(chunks))))

  doc.font(FONT).fillColor(MUTED).fontSize(10).text(insurer, LEFT, 52)
  doc.text('沙箱样张 · 不具法律效力', LEFT, 52, { width: WIDTH, align: 'right' })
  doc.fillColor(INK).fontSize(22).text(head, LEFT, 84, { width: WIDTH, align: 'center' })
  doc.fillColor(MUTED).fontSize(10).text(`编号 ${serial}`, LEFT, 118, { width: WIDTH, align: 'center' })
  let y = 150
  for (const [title, rows] of tables) {
    doc.fillColor(INK).fontSize(11).text(title, LEFT, y)
    y += 20
    for (const [label, value] of rows) {
      const height = Math.max(22, doc.fontSize(10).heightOfString(value, { width: WIDTH - 140 }) + 10)
      if (y + height > 780) {
        doc.addPage()
        y = 60
      }
      doc.rect(LEFT, y, WIDTH, height).lineWidth(0.5).stroke('#d0d5dd')
      doc.fillColor(MUTED).text(label, LEFT + 10, y + 5, { width: 110 })
      doc.fillColor(INK).text(value, LEFT + 130, y + 5, { width: WIDTH - 140 })
      y += height
    }
    y += 16
  }
  doc.fillColor(MUTED).fontSize(9)
  for (const line of notes) {
    doc.text(line, LEFT, y, { width: WIDTH })
    y = doc.y + 3
  }
  doc.end()
  return done
}

function insuredOf(order: SandboxOrder, policy: SandboxPolicy) {
  const mine = order.policies.filter((one) => one.policyCode === policy.policyCode)
  return mine.flatMap((one) => order.insured[one.place] ?? [])
}

/** 电子保单, or with `kind` the insurance certificate. */
export function policyPdf(
  order: SandboxOrder,
  policy: SandboxPolicy,
  kind: 'policy' | 'certificate',
): Promise<Buffer> {
  const product = findProduct(order.productCode)
  const plan = product?.plans.find(({ planCode }) => planCode === order.planCode)
  const people = insuredOf(order, policy)
  const insured = people.map(
    (person): Row => [person.name, `${gender(person.gender)}　${person.birthday}　证件号 ${person.cardNo}`],
  )
  const { holder } = order
  return page(
    kind === 'policy' ? '电子保险单' : '保险凭证',
    policy.policyCode,
    product?.insurer ?? '',
    [
      [
        '保险合同',
        [
          ['产品名称', order.productName],
          ['保障计划', plan?.planName ?? ''],
          ['保险期间', `${order.startDate} 00:00 至 ${order.endDate} 24:00`],
          ['保险费', yuan(Math.floor((order.amount / Math.max(1, order.insured.length)) * people.length))],
        ],
      ],
      [
        '投保人',
        [
          ['姓名', holder?.name ?? ''],
          ['证件号', holder?.cardNo ?? ''],
        ],
      ],
      ['被保险人', insured],
      ['保险责任', (plan?.cover ?? []).map((line, place): Row => [`责任 ${place + 1}`, line])],
    ],
    ['受益人：法定受益人。', '本文件由沙箱环境生成，仅供联调与演示，不构成任何保险合同。'],
  )
}

/** 电子发票（普通发票） of an order. */
export function invoicePdf(order: SandboxOrder): Promise<Buffer> {
  const product = findProduct(order.productCode)
  const { invoice } = order
  return page(
    '电子发票（普通发票）',
    `${order.orderCode ?? ''}01`,
    product?.insurer ?? '',
    [
      [
        '购买方',
        [
          ['名称', invoice?.title ?? ''],
          ...(invoice?.taxpayerNo ? [['纳税人识别号', invoice.taxpayerNo] as Row] : []),
        ],
      ],
      ['销售方', [['名称', product?.insurer ?? '']]],
      [
        '项目',
        [
          ['项目名称', `*保险服务*${order.productName}`],
          ['数量', `${order.insured.length} 份`],
          ['价税合计', yuan(order.amount)],
        ],
      ],
    ],
    ['本发票由沙箱环境生成，不可报销。'],
  )
}
